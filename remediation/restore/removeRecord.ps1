if ($null -ne $present) {
    & "$env:SystemRoot\System32\netsh.exe" http delete sslcert "ipport=$endpoint"
    if ($LASTEXITCODE -ne 0) { Write-Warning "The record of $endpoint was not deleted: see what netsh says above." }
}
