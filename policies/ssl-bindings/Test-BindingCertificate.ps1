function Test-BindingCertificate {
    param([string] $Site, [string[]] $Forms, [string] $Thumbprint)
    $manager = Open-Iis
    $bytes = @(Find-HttpsBinding $manager $Site $Forms | ForEach-Object { $_.CertificateHash })
    (@($bytes | Where-Object { $null -ne $_ } | ForEach-Object { $_.ToString('X2') }) -join '') -eq $Thumbprint
}
