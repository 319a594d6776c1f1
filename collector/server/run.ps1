$facts = [ordered]@{}
$timings = [ordered]@{}
foreach ($name in @($sections.Keys)) {
    # It takes minutes: an ordinary reading goes without it.
    if ($name -eq 'iocTraces' -and -not $withTraces) { continue }
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $ends = [DateTime]::UtcNow.AddSeconds($longestSection)
    $sectionEnds = if ($ends -lt $allEnds) { $ends } else { $allEnds }
    if ($name -eq 'iocTraces') { $sectionEnds = [DateTime]::UtcNow.AddSeconds($longestTraces) }
    try {
        Assert-InTime
        $collect = $sections[$name]
        $value = & $collect
        # Windows PowerShell writes an array that came wrapped as an object with "value" and "Count".
        if ($value -is [array]) { $value = [object[]] $value }
        $facts[$name] = $value
    }
    catch {
        $facts[$name] = @{ error = Get-Reason $_ }
    }
    $timings[$name] = $watch.ElapsedMilliseconds
}

$exitCode = 0
$unfinished = $null
try {
    $document = [ordered]@{
        version = 1
        server = [Environment]::MachineName
        collectedAt = ConvertTo-Instant ([DateTime]::UtcNow)
        facts = $facts
        timings = $timings
    }
    $json = ConvertTo-Json -InputObject $document -Depth 10 -Compress
    if ($target -ne '') {
        $file = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($target)
        # The file is there whole or not at all, and one that was there stays until then.
        $unfinished = "$file.$PID.tmp"
        [IO.File]::WriteAllText($unfinished, $json, $utf8)
        if ([IO.File]::Exists($file)) { [IO.File]::Replace($unfinished, $file, [NullString]::Value) }
        else { [IO.File]::Move($unfinished, $file) }
    }
    elseif ($toProcess) {
        # As bytes: the code page of the console, and its width, then do nothing to them.
        $bytes = $utf8.GetBytes($json + "`n")
        $output = [Console]::OpenStandardOutput()
        $output.Write($bytes, 0, $bytes.Length)
        $output.Flush()
    }
    else {
        $json
    }
}
catch {
    $exitCode = 1
    Write-Complaint "The facts could not be written: $(Get-Reason $_)."
    if ($null -ne $unfinished -and [IO.File]::Exists($unfinished)) {
        try { [IO.File]::Delete($unfinished) } catch { Write-Complaint "$unfinished could not be removed." }
    }
}

if ($null -ne $encodingBefore) { [Console]::OutputEncoding = $encodingBefore }

exit $exitCode
