function Get-OrganizationName {
    try {
        $name = Read-Text (Invoke-Exchange 'Get-OrganizationConfig') 'Name'
        if ($null -ne $name) { return $name }
    }
    catch {
        # The name is a help to the reader only; the endpoint's tells them as much.
        return $endpoints[0]
    }
    $endpoints[0]
}

function Get-TriedEndpoint {
    foreach ($name in @($tried.Keys)) { [ordered]@{ name = $name; fault = $tried[$name] } }
}

$exitCode = 0
$unfinished = $null
try { $link.session = Open-Session }
catch {
    $exitCode = 1
    Write-Complaint (Get-Reason $_)
}

if ($exitCode -eq 0) {
    try {
        $facts = Read-OrganizationSections
        $organization = Get-OrganizationName
        $document = [ordered]@{
            version = 1
            organization = $organization
            collectedAt = ConvertTo-Instant ([DateTime]::UtcNow)
            facts = $facts
            servers = Read-Servers @(Select-Server $facts)
        }
        $document.endpoints = [object[]] @(Get-TriedEndpoint)
        $json = ConvertTo-Json -InputObject $document -Depth 10 -Compress
        if ($OutFile -ne '') {
            $file = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($OutFile)
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
    finally {
        if ($null -ne $link.session) { Remove-PSSession $link.session -ErrorAction SilentlyContinue }
    }
}

exit $exitCode
