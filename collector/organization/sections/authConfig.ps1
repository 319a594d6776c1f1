function Get-OAuthConfiguration {
    $found = @(Invoke-Exchange 'Get-AuthConfig')
    if ($found.Count -ne 1) { throw "Get-AuthConfig gave $($found.Count) objects" }
    [ordered]@{
        currentThumbprint = Read-Text $found[0] 'CurrentCertificateThumbprint'
        previousThumbprint = Read-Text $found[0] 'PreviousCertificateThumbprint'
        nextThumbprint = Read-Text $found[0] 'NextCertificateThumbprint'
        nextEffectiveDate = Read-Instant $found[0] 'NextCertificateEffectiveDate'
    }
}

$organizationSections.authConfig = { Get-OAuthConfiguration }
