$mostServiceRecords = 100
$longestServiceRecord = 4194304

# The start types as PowerShell writes tables into XML: each has the keys Name and StartMode.
function Measure-ServiceRecord {
    param([string] $Path)
    $document = Read-Xml $Path
    $inTable = '//*[local-name()="En"][*[@N="Key"]="StartMode"]/*[@N="Value"]'
    $asProperty = '//*[local-name()="S"][@N="StartMode"]'
    $all = 0
    $disabled = 0
    foreach ($node in $document.SelectNodes("$inTable | $asProperty")) {
        $all++
        if ($node.InnerText -eq 'Disabled') { $disabled++ }
    }
    @{ services = $all; disabled = $disabled }
}

function Get-ServiceRecordFile {
    param([string] $Pattern, [bool] $HasModes)
    foreach ($file in @(Get-LogFile $Pattern)) {
        Assert-InTime
        $size = $null
        $found = @{ services = $null; disabled = $null }
        $unreadable = $null
        try {
            if (($file.Attributes -band [IO.FileAttributes]::ReparsePoint) -ne 0) {
                throw 'it is a link, which is not followed'
            }
            $size = $file.Length
            if ($size -gt $longestServiceRecord) { throw "it has more than $longestServiceRecord bytes" }
            if ($HasModes) { $found = Measure-ServiceRecord $file.FullName }
        }
        catch {
            $unreadable = Get-Reason $_
        }
        [ordered]@{
            name = $file.Name
            size = $size
            modified = ConvertTo-Instant $file.LastWriteTimeUtc
            services = $found.services
            disabled = $found.disabled
            unreadable = $unreadable
        }
    }
}

function Get-ServiceRecord {
    $files = @(Get-ServiceRecordFile '^ServiceStartupMode[0-9.]*\.xml\z' $true)
    $files += @(Get-ServiceRecordFile '^ServiceState[0-9.]*\.xml\z' $false)
    if ($files.Count -gt $mostServiceRecords) {
        throw "$logFolder holds more than $mostServiceRecords records of services"
    }
    [ordered]@{ folder = $logFolder; files = [object[]] $files }
}

$sections.serviceRecords = { Get-ServiceRecord }
