# The logs of setup, and what an update records beside them of the services; the drive is not always C:.
$logFolder = "$env:SystemDrive\ExchangeSetupLogs"

# The end of a file: its bytes, where they begin, and whether a character has two. A link may lead anywhere.
function Read-End {
    param([string] $Path, [int] $Longest)
    $attributes = [IO.File]::GetAttributes($Path)
    if (($attributes -band [IO.FileAttributes]::ReparsePoint) -ne 0) { throw 'it is a link, which is not followed' }
    if (($attributes -band [IO.FileAttributes]::Directory) -ne 0) { throw 'a folder stands in its place' }
    $stream = Open-File $Path
    try {
        # A file of one byte or none looks like one of single bytes.
        $head = New-Object byte[] 2
        $head[0] = 1
        $head[1] = 1
        $null = $stream.Read($head, 0, 2)
        $first, $second = $head
        $swapped = ($first -eq 254 -and $second -eq 255) -or ($first -eq 0 -and $second -ne 0)
        $wide = $swapped -or ($first -eq 255 -and $second -eq 254) -or ($first -ne 0 -and $second -eq 0)
        $size = $stream.Length
        # An even place keeps the two bytes of a character together.
        $from = [long] [Math]::Max(0, $size - $Longest)
        $from += $from % 2
        $bytes = New-Object byte[] ([int] ($size - $from))
        $null = $stream.Seek($from, 'Begin')
        $length = 0
        while ($length -lt $bytes.Length) {
            Assert-InTime
            $read = $stream.Read($bytes, $length, $bytes.Length - $length)
            if ($read -le 0) { break }
            $length += $read
        }
        $encoding = [Text.Encoding]::GetEncoding(28591)
        if ($wide) { $encoding = New-Object System.Text.UnicodeEncoding -ArgumentList $swapped, $false }
        @{ size = $size; from = $from; bytes = $bytes; length = $length; wide = $wide; encoding = $encoding }
    }
    finally {
        $stream.Dispose()
    }
}

# Single bytes go back to what they were, whatever their code page; wide characters become UTF-8 with its mark.
function ConvertTo-LogByte {
    param([string] $Text, $End)
    if (-not $End['wide']) { return , $End['encoding'].GetBytes($Text) }
    , $utf8.GetBytes([string] [char] 0xFEFF + $Text.TrimStart([char] 0xFEFF))
}

function ConvertTo-Gzip {
    param([byte[]] $Bytes)
    $memory = New-Object System.IO.MemoryStream
    $mode = [IO.Compression.CompressionMode] 'Compress'
    $gzip = New-Object System.IO.Compression.GZipStream -ArgumentList $memory, $mode, $true
    try { $gzip.Write($Bytes, 0, $Bytes.Length) } finally { $gzip.Dispose() }
    , $memory.ToArray()
}

function New-PackedFile {
    param([string] $Path, $End, [byte[]] $Packed, [bool] $Cut)
    [ordered]@{
        file = [IO.Path]::GetFileName($Path)
        size = $End['size']
        modified = ConvertTo-Instant ([IO.File]::GetLastWriteTimeUtc($Path))
        gzip = [Convert]::ToBase64String($Packed)
        cut = $Cut
    }
}

# What is left of a text that begins anywhere in a line, perhaps within a password.
function Skip-PartOfLine {
    param([string] $Text)
    $ends = $Text.IndexOf([char] 10)
    if ($ends -lt 0) { return '' }
    $Text.Substring($ends + 1)
}

# The end of a log as text without secrets, packed.
function Get-PackedEnd {
    param([string] $Path, [int] $Longest)
    $end = Read-End $Path $Longest
    $text = $end['encoding'].GetString($end['bytes'], 0, $end['length'])
    $cut = $end['from'] -gt 0
    if ($cut) { $text = Skip-PartOfLine $text }
    New-PackedFile $Path $end (ConvertTo-Gzip (ConvertTo-LogByte (Remove-Secret $text) $end)) $cut
}

# The files of the folder whose names match, the newest first; none where there is no such folder.
function Get-LogFile {
    param([string] $Pattern)
    $folder = New-Object System.IO.DirectoryInfo -ArgumentList $logFolder
    $wanted = New-Object System.Text.RegularExpressions.Regex -ArgumentList $Pattern, $withoutCase
    try {
        $files = @($folder.EnumerateFiles() | Where-Object { $wanted.IsMatch($_.Name) })
    }
    catch {
        if ($_.Exception.GetBaseException() -is [IO.DirectoryNotFoundException]) { return }
        throw
    }
    $files | Sort-Object -Property @('LastWriteTimeUtc', 'Name') -Descending
}

function New-UnreadFile {
    param([string] $Path, [string] $Reason)
    [ordered]@{ file = [IO.Path]::GetFileName($Path); reason = $Reason }
}

$runBegins = 'Starting Microsoft Exchange Server'
