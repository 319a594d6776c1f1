$mostPacked = 1048576

# From the line of the first or last run that begins in a text; the text itself where none does.
function Get-FromRun {
    param([string] $Text, [bool] $Last)
    $ordinal = [StringComparison]::Ordinal
    $at = if ($Last) { $Text.LastIndexOf($runBegins, $ordinal) } else { $Text.IndexOf($runBegins, $ordinal) }
    if ($at -lt 0) { return $Text }
    $Text.Substring($Text.LastIndexOf([char] 10, $at) + 1)
}

# The log of setup from a run on: the last one, with those before it as far as they fit. One that begins further back
# than is looked is cut. Null where there is no log.
function Get-PackedSetupLog {
    param([string] $Path)
    $text = ''
    try {
        foreach ($look in 8388608, 25165824) {
            $end = Read-End $Path $look
            $text = $end['encoding'].GetString($end['bytes'], 0, $end['length'])
            if ($end['from'] -eq 0 -or $text.IndexOf($runBegins, [StringComparison]::Ordinal) -ge 0) { break }
        }
    }
    catch [IO.FileNotFoundException] {
        return $null
    }
    catch [IO.DirectoryNotFoundException] {
        return $null
    }
    $end['bytes'] = $null
    $cut = $end['from'] -gt 0
    if ($cut) { $text = Get-FromRun (Skip-PartOfLine $text) $false }
    $text = Remove-Secret $text
    $packed = ConvertTo-Gzip (ConvertTo-LogByte $text $end)
    while ($packed.Length -gt $mostPacked) {
        Assert-InTime
        $cut = $true
        $shorter = Get-FromRun $text $true
        if ($shorter.Length -eq $text.Length) { $shorter = Skip-PartOfLine $text.Substring([int] ($text.Length / 2)) }
        $text = $shorter
        $packed = ConvertTo-Gzip (ConvertTo-LogByte $text $end)
    }
    New-PackedFile $Path $end $packed $cut
}

function Get-SetupLog {
    $msi = @()
    $unread = @()
    foreach ($file in @(Get-LogFile '^[^\\]+\.msilog\z' | Select-Object -First 3)) {
        Assert-InTime
        try {
            $msi += Get-PackedEnd $file.FullName 262144
        }
        catch {
            $unread += New-UnreadFile $file.FullName (Get-Reason $_)
        }
    }
    try {
        $log = Get-PackedSetupLog ([IO.Path]::Combine($logFolder, 'ExchangeSetup.log'))
    }
    catch {
        throw "ExchangeSetup.log could not be read: $(Get-Reason $_)"
    }
    [ordered]@{ log = $log; msi = @($msi); unread = @($unread) }
}

$sections.setupLog = { Get-SetupLog }
