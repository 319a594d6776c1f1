function Set-BindingCertificate {
    param([string] $Site, [string[]] $Forms, [string] $Endpoint, [string] $Thumbprint)
    Assert-ServerCertificate $Thumbprint
    $manager = Open-Iis
    $https = @(Find-HttpsBinding $manager $Site $Forms)
    if ($https.Count -ne 1) { throw "IIS has $($https.Count) such bindings" }
    $record = Get-SslRecord $Endpoint
    if ('', '{4dc3e181-e14b-4a21-b022-59fc669b0914}' -notcontains $record.application) {
        throw 'the record of http.sys belongs to another program'
    }
    if ('', 'My' -notcontains $record.store) {
        throw "the record of http.sys takes its certificate from the store $($record.store): do it by hand"
    }
    if ($record.settings.Count -gt 0) {
        throw "the record of http.sys has settings that would be lost ($($record.settings -join ', ')): do it by netsh"
    }
    $method = $https[0].Methods['AddSslCertificate'].CreateInstance()
    $method.Input.SetAttributeValue('certificateHash', $Thumbprint)
    $method.Input.SetAttributeValue('certificateStoreName', 'My')
    $method.Execute()
}
