function Test-AuthCertificate {
    param([string] $Thumbprint)
    "$((Invoke-Exchange 'Get-AuthConfig').CurrentCertificateThumbprint)" -eq $Thumbprint
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
    Invoke-Exchange 'Set-AuthConfig' @{ PublishCertificate = $true; Confirm = $false }
}
