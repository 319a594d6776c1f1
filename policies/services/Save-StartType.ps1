function Save-StartType {
    param([string] $Name, [string] $Folder)
    $key = Get-Item -LiteralPath "HKLM:\SYSTEM\CurrentControlSet\Services\$Name"
    Save-Backup $Folder ([ordered]@{
        kind = 'start-type'
        service = $Name
        start = $key.GetValue('Start')
        delayedAutostart = $key.GetValue('DelayedAutostart')
    })
}
