# A file of its own kind, which only makes sense whole, packed as it is.
function Get-PackedRecord {
    param([string] $Path)
    $end = Read-End $Path 1048576
    $bytes = New-Object byte[] $end['length']
    [Array]::Copy($end['bytes'], $bytes, $end['length'])
    New-PackedFile $Path $end (ConvertTo-Gzip $bytes) ($end['from'] -gt 0)
}

# What ServiceControl.ps1 records before it stops the services; of several versions the one written last counts.
function Get-ServicesBefore {
    $found = [ordered]@{ startModes = $null; states = $null; log = $null; unread = @() }
    $patterns = @{
        startModes = '^ServiceStartupMode[0-9.]*\.xml\z'
        states = '^ServiceState[0-9.]*\.xml\z'
        log = '^ServiceControl\.log\z'
    }
    foreach ($name in 'startModes', 'states', 'log') {
        Assert-InTime
        $files = @(Get-LogFile $patterns[$name])
        if ($files.Count -eq 0) { continue }
        $path = $files[0].FullName
        try {
            $found[$name] = if ($name -eq 'log') { Get-PackedEnd $path 1048576 } else { Get-PackedRecord $path }
        }
        catch {
            $found['unread'] += New-UnreadFile $path (Get-Reason $_)
        }
    }
    $found
}

$sections.servicesBefore = { Get-ServicesBefore }
