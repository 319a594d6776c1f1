/** By IIS' own assembly, since the modules of IIS differ between versions of PowerShell, and need not be installed. */
const openIis = String.raw`function Open-Iis {
    Add-Type -Path "$env:SystemRoot\System32\inetsrv\Microsoft.Web.Administration.dll"
    New-Object Microsoft.Web.Administration.ServerManager
}`

const findBinding = `function Find-HttpsBinding {
    param($Manager, [string] $Site, [string[]] $Forms)
    $found = $Manager.Sites[$Site]
    if ($null -eq $found) { throw "IIS has no site $Site" }
    $found.Bindings | Where-Object { $_.Protocol -eq 'https' -and $Forms -contains $_.BindingInformation }
}`

const testBinding = `function Test-HttpsBinding {
    param([string] $Site, [string[]] $Forms)
    $manager = Open-Iis
    @(Find-HttpsBinding $manager $Site $Forms).Count -gt 0
}`

const addBinding = `function Add-HttpsBinding {
    param([string] $Site, [string] $Form)
    $manager = Open-Iis
    [void] $manager.Sites[$Site].Bindings.Add($Form, 'https')
    $manager.CommitChanges()
}`

/** The application id of a record of http.sys, which is kept as text, and by some programs as the bytes of a GUID. */
export const getApplicationId = `function Get-ApplicationId {
    param($Key)
    $value = $Key.GetValue('AppId')
    if ($value -is [byte[]] -and $value.Length -eq 16) { return ([Guid] $value).ToString('B') }
    $value
}`

/** All of http.sys' records as text, IIS' configuration, and of the one binding what puts it back. */
const saveBinding = String.raw`function Save-Binding {
    param([string] $Site, [string[]] $Forms, [string] $Endpoint, [string] $Folder)
    Save-SslRecords $Folder
    Copy-Item -LiteralPath "$env:SystemRoot\System32\inetsrv\config\applicationHost.config" -Destination $Folder
    $machine = [Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', 'Registry64')
    $key = $machine.OpenSubKey("SYSTEM\CurrentControlSet\Services\HTTP\Parameters\SslBindingInfo\$Endpoint")
    $record = $null
    if ($null -ne $key) {
        $record = [ordered]@{}
        foreach ($name in $key.GetValueNames()) { $record[$name] = $key.GetValue($name) }
        $record['AppId'] = Get-ApplicationId $key
        $bytes = @($key.GetValue('SslCertHash') | Where-Object { $null -ne $_ })
        $record['SslCertHash'] = @($bytes | ForEach-Object { $_.ToString('X2') }) -join ''
    }
    $manager = Open-Iis
    $isBound = @(Find-HttpsBinding $manager $Site $Forms).Count -gt 0
    Save-Backup $Folder ([ordered]@{
        kind = 'binding'
        site = $Site
        forms = $Forms
        isBound = $isBound
        endpoint = $Endpoint
        record = $record
    })
}

function Save-SslRecords {
    param([string] $Folder)
    # It ends with 1 where there are no records: then none is there to be kept.
    $text = @(& "$env:SystemRoot\System32\netsh.exe" http show sslcert)
    $code = $LASTEXITCODE
    if ($code -eq 0 -and $text.Count -gt 0) {
        $text | Set-Content -LiteralPath (Join-Path $Folder 'sslcert.txt') -Encoding UTF8
        return
    }
    $machine = [Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', 'Registry64')
    $records = $machine.OpenSubKey('SYSTEM\CurrentControlSet\Services\HTTP\Parameters\SslBindingInfo')
    if ($null -ne $records -and @($records.GetSubKeyNames()).Count -gt 0) {
        throw "the records of http.sys could not be kept: netsh.exe ended with $code"
    }
}`

const testCertificate = `function Test-BindingCertificate {
    param([string] $Site, [string[]] $Forms, [string] $Thumbprint)
    $manager = Open-Iis
    $bytes = @(Find-HttpsBinding $manager $Site $Forms | ForEach-Object { $_.CertificateHash })
    (@($bytes | Where-Object { $null -ne $_ } | ForEach-Object { $_.ToString('X2') }) -join '') -eq $Thumbprint
}`

const assertCertificate = String.raw`function Assert-ServerCertificate {
    param([string] $Thumbprint)
    $certificate = Get-Item -LiteralPath "Cert:\LocalMachine\My\$Thumbprint"
    $now = [DateTime]::Now
    $isValid = $certificate.HasPrivateKey -and $certificate.NotBefore -le $now -and $certificate.NotAfter -ge $now
    if (-not $isValid) { throw 'the certificate is not valid now, or has no private key' }
    $uses = @($certificate.Extensions | Where-Object { $_.Oid.Value -eq '2.5.29.37' })
    $uses = @($uses | ForEach-Object { $_.EnhancedKeyUsages } | ForEach-Object { $_.Value })
    if ($uses.Count -gt 0 -and $uses -notcontains '1.3.6.1.5.5.7.3.1') { throw 'the certificate is not for servers' }
}`

/** The application by which http.sys' record of an endpoint is marked, its store, and what in it isn't as IIS makes it. */
const getRecord = String.raw`function Get-SslRecord {
    param([string] $Endpoint)
    $machine = [Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', 'Registry64')
    $record = $machine.OpenSubKey("SYSTEM\CurrentControlSet\Services\HTTP\Parameters\SslBindingInfo\$Endpoint")
    $values = @{ application = ''; store = ''; settings = @() }
    if ($null -eq $record) { return $values }
    $values.application = "$(Get-ApplicationId $record)"
    $values.store = "$($record.GetValue('SslCertStoreName'))"
    foreach ($name in $record.GetValueNames()) {
        $value = "$($record.GetValue($name))"
        if ($name.StartsWith('Default') -and '', '0' -notcontains $value) { $values.settings += "$name $value" }
    }
    $values
}`

/** IIS marks its records by the application id, and makes them anew: what it doesn't know of would be lost. */
const setCertificate = `function Set-BindingCertificate {
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
}`

export const toAdd: ReadonlyArray<string> = [
  openIis,
  findBinding,
  testBinding,
  getApplicationId,
  saveBinding,
  addBinding
]

export const toAssign: ReadonlyArray<string> = [
  openIis,
  findBinding,
  testCertificate,
  getApplicationId,
  saveBinding,
  assertCertificate,
  getRecord,
  setCertificate
]
