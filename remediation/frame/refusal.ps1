function Get-Hindrance {
    $engine = $PSVersionTable.PSVersion
    if ($engine.Major -lt 3) { return "PowerShell 3.0 or later is needed, and this is $engine" }
    if ("$env:OS" -ne 'Windows_NT' -or -not [Environment]::Is64BitProcess) { return '64-bit Windows is needed' }
    # The name of NetBIOS ends after 15 characters, the host name goes on.
    $here = [Environment]::MachineName, [Net.Dns]::GetHostName()
    if ($here -notcontains $server) { return "this computer is $($here[0]), and the script is for $server" }
    $isChanged = @($results | Where-Object { $_.result -eq 'done' }).Count -gt 0
    $installation = Get-Installation $isChanged
    if ($null -ne $installation) { return $installation }
    $unfinished = @(Get-UnfinishedRole)
    if ($unfinished.Count -gt 0) { return "setup is unfinished (watermark): $($unfinished -join ', ')" }
    if (-not $isChanged) {
        $shortage = Get-Shortage
        if ($null -ne $shortage) { return $shortage }
    }
    Get-MaintenanceRefusal
}

# Why nothing may be touched now; nothing where it may. What can't be read may be a reason, so an error is one, too.
function Get-Refusal {
    try { Get-Hindrance }
    catch { "unknown: whether anything may be touched now: $(Get-Reason $_.Exception)" }
}
