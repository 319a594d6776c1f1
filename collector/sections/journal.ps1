# Each remediation has a folder by its number, and writes entry.json there when all of it is done. A folder that may not
# be read is an error: the file in it would look absent.
function Get-JournalNumber {
    param([string] $Folder)
    try {
        $paths = [IO.Directory]::GetDirectories($Folder)
    }
    catch [IO.DirectoryNotFoundException] {
        return
    }
    foreach ($path in $paths) {
        $name = [IO.Path]::GetFileName($path)
        if ([regex]::IsMatch($name, '^[1-9][0-9]{0,8}$')) { [int] $name }
    }
}

# What a run that was cut off leaves in a mark: null where there is none, and empty where it is longer than any.
function Read-Mark {
    param([string] $Path, [int] $Most)
    try {
        $stream = Open-File $Path
    }
    catch [IO.FileNotFoundException] {
        return $null
    }
    catch [IO.DirectoryNotFoundException] {
        return $null
    }
    try {
        if ($stream.Length -gt $Most) { return '' }
        $bytes = New-Object 'byte[]' $Most
        [Text.Encoding]::ASCII.GetString($bytes, 0, $stream.Read($bytes, 0, $bytes.Length))
    }
    finally {
        $stream.Dispose()
    }
}

# The policies for which IIS was not restarted.
function Read-RestartMark {
    param([string] $Path)
    $text = Read-Mark $Path 1000
    if ($null -eq $text) { return $null }
    if (-not [regex]::IsMatch($text, '\A[a-z][a-z0-9-]*(, [a-z][a-z0-9-]*)*\z')) {
        throw "the mark $Path is damaged, so that IIS may have to be restarted: restart it, then remove the mark"
    }
    $text
}

# The services that were still to be enabled; the mark is written anew whenever one of them is.
function Read-ServiceMark {
    param([string] $Path)
    $text = Read-Mark $Path 10000
    if ($null -eq $text) { return $null }
    if (-not [regex]::IsMatch($text, '\A[A-Za-z0-9][\w .$-]{0,79}(, [A-Za-z0-9][\w .$-]{0,79})*\z')) {
        throw "the mark $Path is damaged, which names services that a run left Disabled: remove it"
    }
    [ordered]@{ services = @($text -split ', '); since = ConvertTo-Instant ([IO.File]::GetLastWriteTimeUtc($Path)) }
}

function Get-Journal {
    $folder = "$env:ProgramData\ExchangeCompliance"
    if ([IO.File]::Exists($folder)) { throw "$folder is a file, and no folder: see who made it, then remove it" }
    if ([IO.Directory]::Exists($folder)) { Assert-JournalOwner $folder }
    $last = 0
    $unfinished = 0
    $most = 1000
    foreach ($number in @(Get-JournalNumber $folder | Sort-Object -Descending)) {
        Assert-InTime
        if ($unfinished -ge $most) { throw "the last $most entries in $folder are all unfinished: see what made them" }
        Assert-JournalOwner "$folder\$number"
        if ([IO.Directory]::GetFiles("$folder\$number", 'entry.json').Length -eq 0) {
            $unfinished++
            continue
        }
        $last = $number
        break
    }
    [ordered]@{
        lastEntry = $last
        restartDue = Read-RestartMark "$folder\restart-due"
        enabling = Read-ServiceMark "$folder\services-due"
    }
}

$sections.journal = { Get-Journal }
