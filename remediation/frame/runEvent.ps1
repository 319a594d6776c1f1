# One event in the log Application; a log that can't be written to fails nothing.
function Write-RunEvent {
    try {
        $done = @($results | Where-Object { $_.result -eq 'done' -and $_.number -gt 0 }).Count
        $orderedBy = [Environment]::GetEnvironmentVariable('EXCHANGE_COMPLIANCE_ORDERED_BY')
        if ("$orderedBy" -eq '') { $orderedBy = [Security.Principal.WindowsIdentity]::GetCurrent().Name }
        $where = if ($null -eq $entryFolder) { 'nothing was written to the journal' } else { "journal: $entryFolder" }
        $text = "exchange-compliance ran a remediation, ordered by $orderedBy. Steps done: $done of $steps; $where. Exit code $exitCode."
        $kind = if ($exitCode -eq 0) { 'Information' } else { 'Warning' }
        [Diagnostics.EventLog]::WriteEntry('ExchangeCompliance', $text, $kind, 100 + $exitCode)
    }
    catch {
        return
    }
}
