$exitCode = 2
try {
    $lack = Get-Lack
    if ($null -ne $lack) { throw $lack }
    $link.session = Open-Session
    $exitCode = 1
    # The steps of the plan stand here.
    if (@($results | Where-Object { 'failed', 'skipped' -contains $_.result }).Count -eq 0) { $exitCode = 0 }
}
catch {
    Write-Result $(if ($exitCode -eq 2) { 'refused' } else { 'failed' }) (Get-Reason $_)
}
finally {
    if ($null -ne $link.session) { Remove-PSSession $link.session -ErrorAction SilentlyContinue }
}

exit $exitCode
