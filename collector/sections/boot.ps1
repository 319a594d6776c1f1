# The counter runs since the start of Windows; where there is none, .NET counts by the clock instead.
function Get-CounterStart {
    if (-not [Diagnostics.Stopwatch]::IsHighResolution) { return $null }
    $seconds = [Diagnostics.Stopwatch]::GetTimestamp() / [Diagnostics.Stopwatch]::Frequency
    ConvertTo-Instant ([DateTime]::UtcNow.AddSeconds(-$seconds))
}

function Get-Boot {
    $kernel = "(Provider[@Name='Microsoft-Windows-Kernel-General'] and EventID=12)"
    $service = "(Provider[@Name='EventLog'] and EventID=6005)"
    $log = $null
    $unread = $null
    try { $log = Get-EventHistory 'System' "($kernel or $service)" 0 { param($e) $e.at } }
    catch { $unread = Get-Reason $_ }
    [ordered]@{ counter = Get-CounterStart; log = $log; unread = $unread }
}

$sections.boot = { Get-Boot }
