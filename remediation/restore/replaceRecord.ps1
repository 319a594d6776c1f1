$certificate = Get-Item -LiteralPath "Cert:\LocalMachine\$store\$thumbprint" -ErrorAction SilentlyContinue
if ($null -eq $certificate -or -not $certificate.HasPrivateKey) {
    Write-Warning "The certificate $thumbprint is gone, or has no private key: the record of $endpoint stays."
} else {
    & "$env:SystemRoot\System32\netsh.exe" http delete sslcert "ipport=$endpoint"
    & "$env:SystemRoot\System32\netsh.exe" http add sslcert @options
    if ($LASTEXITCODE -ne 0) {
        if ($null -ne $present) {
            $application = $present.GetValue('AppId')
            if ($application -is [byte[]]) { $application = ([Guid] $application).ToString('B') }
            $hash = @($present.GetValue('SslCertHash') | ForEach-Object { $_.ToString('X2') }) -join ''
            $known = "certhash=$hash", "appid=$application", "certstorename=$($present.GetValue('SslCertStoreName'))"
            & "$env:SystemRoot\System32\netsh.exe" http add sslcert "ipport=$endpoint" @known
        }
        throw "The record of $endpoint could not be put back: see what netsh says above."
    }
}
