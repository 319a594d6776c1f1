function Assert-ServerCertificate {
    param([string] $Thumbprint)
    $certificate = Get-Item -LiteralPath "Cert:\LocalMachine\My\$Thumbprint"
    $now = [DateTime]::Now
    $isValid = $certificate.HasPrivateKey -and $certificate.NotBefore -le $now -and $certificate.NotAfter -ge $now
    if (-not $isValid) { throw 'the certificate is not valid now, or has no private key' }
    $uses = @($certificate.Extensions | Where-Object { $_.Oid.Value -eq '2.5.29.37' })
    $uses = @($uses | ForEach-Object { $_.EnhancedKeyUsages } | ForEach-Object { $_.Value })
    if ($uses.Count -gt 0 -and $uses -notcontains '1.3.6.1.5.5.7.3.1') { throw 'the certificate is not for servers' }
}
