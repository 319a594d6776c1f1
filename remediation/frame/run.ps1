$exitCode = 2
$lock = $null
$entryFolder = $null
try {
    $refusal = Get-Refusal
    if ($null -ne $refusal) { throw $refusal }
    $needsWinmgmt = Test-WinmgmtNeeded
    $lock = Open-Folder
    if (-not (Test-Planned)) {
        throw "others were at work here since this was planned after entry $planned of the journal: run pulumi up again"
    }
    $entry = (Get-LastNumber) + 1
    Protect-Folder "$folder\$entry"
    [IO.File]::WriteAllText("$folder\$entry\planned-after", "$planned")
    $entryFolder = "$folder\$entry"
    Write-Due $enabling
    $exitCode = 1
    if ($needsWinmgmt) { Start-Winmgmt }
    # The steps of the plan stand here.
    $current.number = 0
    $current.policy = ''
    $current.step = "Write entry $entry of the journal"
    $current.backup = $entryFolder
    Save-Entry $(if ($failed.Count -eq 0) { 'entry.json' } else { 'failed.json' })
    Write-Result 'done' ''
    if ($failed.Count -eq 0) { $exitCode = 0 }
}
catch {
    $changed = @($results | Where-Object { 'done', 'failed' -contains $_.result })
    if ($current.isRefused -and $changed.Count -eq 0) { $exitCode = 2 }
    Write-Result $(if ($exitCode -eq 2) { 'refused' } else { 'failed' }) (Get-Reason $_.Exception)
    # Nothing may end a script before it has told all.
    try {
        if ($null -ne $entryFolder) { Save-Entry 'failed.json' }
    }
    catch {
        'The record of this run, failed.json, could not be written: the lines above are all that is known of it.'
    }
}
finally {
    if ($null -ne $lock) { $lock.Dispose() }
    Write-RunEvent
    [Environment]::ExitCode = $exitCode
}

exit $exitCode
