function Test-AuthCertificate {
    param([string] $Thumbprint)
    "$((Invoke-Exchange 'Get-AuthConfig').CurrentCertificateThumbprint)" -eq $Thumbprint
}

# A server without the certificate would sign nobody in after it; one that does not answer may be such a one.
function Assert-OnAllServers {
    param([string] $Thumbprint)
    foreach ($server in @(Invoke-Exchange 'Get-ExchangeServer')) {
        $name = Read-Text $server 'Fqdn'
        $is2010 = "$(Read-Text $server 'AdminDisplayVersion')".StartsWith('Version 14.', [StringComparison]::Ordinal)
        if ($is2010 -or "$(Read-Text $server 'ServerRole')".Contains('Edge')) { continue }
        $found = @(Invoke-Exchange 'Get-ExchangeCertificate' @{ Server = $name; Thumbprint = $Thumbprint })
        $hasKey = $found.Count -eq 1 -and (Read-Flag $found[0] 'HasPrivateKey') -eq $true
        if (-not $hasKey) { throw "$name does not have the certificate $Thumbprint with its private key" }
    }
}

# It must still be what was judged, and due, and the certificate be nobody else's concern: a hybrid organization has another end.
function Publish-AuthCertificate {
    param([string] $Current, [string] $Next)
    $now = Invoke-Exchange 'Get-AuthConfig'
    if ("$($now.CurrentCertificateThumbprint)" -ne $Current) {
        throw "the organization uses another certificate by now: $($now.CurrentCertificateThumbprint)"
    }
    if ("$($now.NextCertificateThumbprint)" -ne $Next) {
        throw "the next certificate is another one by now: $($now.NextCertificateThumbprint)"
    }
    $due = $now.NextCertificateEffectiveDate
    if ($due -isnot [DateTime] -or $due.ToUniversalTime() -gt [DateTime]::UtcNow) { throw 'the next certificate is not due' }
    if (@(Invoke-Exchange 'Get-HybridConfiguration').Count -gt 0) {
        throw 'the organization is hybrid: whoever publishes the certificate must run the Hybrid Configuration Wizard after it'
    }
    Assert-OnAllServers $Next
    Invoke-Exchange 'Set-AuthConfig' @{ PublishCertificate = $true; Confirm = $false }
}
