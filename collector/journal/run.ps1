$exitCode = 0
try {
    $folder = "$env:ProgramData\ExchangeCompliance"
    if ([IO.Directory]::Exists($folder)) { Assert-JournalOwner $folder }
    $numbers = @(Get-Number $folder)
    $newest = @($numbers | Select-Object -First $mostEntries)
    $document = [ordered]@{
        version = 1
        server = [Environment]::MachineName
        host = [Net.Dns]::GetHostName()
        older = $numbers.Count - $newest.Count
        entries = [object[]] @($newest | ForEach-Object { Get-Entry "$folder\$_" $_ })
    }
    $json = ConvertTo-Json -InputObject $document -Depth 10 -Compress
    if ($toProcess) {
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
    Write-Complaint "The journal could not be read: $(Get-Reason $_)."
}

exit $exitCode
