import { powershell } from '../powershell'
import type { Step } from '../remediation'
import { type Endpoint, forAll, formsOf, type Listener, recordKeyOf, showListener } from './endpoints'

/** By IIS' own assembly, since the modules of IIS differ between versions of PowerShell, and need not be installed. */
const findBinding = ({ site, port }: Endpoint, listener: Listener): string =>
  [
    'Add-Type -Path "$env:SystemRoot\\System32\\inetsrv\\Microsoft.Web.Administration.dll"',
    '$manager = New-Object Microsoft.Web.Administration.ServerManager',
    powershell`$site = $manager.Sites[${site}]`,
    powershell`if ($null -eq $site) { throw ('IIS has no site ' + ${site}) }`,
    powershell`$forms = ${formsOf(listener, port)}`,
    "$https = @($site.Bindings | Where-Object { $_.Protocol -eq 'https' -and $forms -contains $_.BindingInformation })"
  ].join('\n')

/** All of http.sys' records as text, and IIS' configuration. */
const keepBindings = [
  "$file = Join-Path $backup 'sslcert.txt'",
  '& "$env:SystemRoot\\System32\\netsh.exe" http show sslcert | Set-Content -LiteralPath $file -Encoding UTF8',
  'Copy-Item -LiteralPath "$env:SystemRoot\\System32\\inetsrv\\config\\applicationHost.config" -Destination $backup'
].join('\n')

const readRecord = (variable: string): string =>
  [
    "$parameters = 'SYSTEM\\CurrentControlSet\\Services\\HTTP\\Parameters\\SslBindingInfo\\'",
    "$root = [Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', 'Registry64')",
    '$record = $root.OpenSubKey($parameters + $endpoint)',
    `${variable} = if ($null -eq $record) { $null } else { '{0} {1}' -f $record.GetValue('AppId'), $record.GetValue('DefaultFlags') }`
  ].join('\n')

/** The application id by which IIS marks its records. */
const iisApplication = '{4dc3e181-e14b-4a21-b022-59fc669b0914}'

const checkCertificate = (thumbprint: string): string =>
  [
    powershell`$certificate = Get-Item -LiteralPath ${`Cert:\\LocalMachine\\My\\${thumbprint}`}`,
    '$now = [DateTime]::Now',
    '$isValid = $certificate.HasPrivateKey -and $certificate.NotBefore -le $now -and $certificate.NotAfter -ge $now',
    "if (-not $isValid) { throw 'the certificate is not valid now, or has no private key' }",
    "$uses = @($certificate.Extensions | Where-Object { $_.Oid.Value -eq '2.5.29.37' })",
    '$uses = @($uses | ForEach-Object { $_.EnhancedKeyUsages } | ForEach-Object { $_.Value })',
    "if ($uses.Count -gt 0 -and $uses -notcontains '1.3.6.1.5.5.7.3.1') { throw 'the certificate is not for servers' }"
  ].join('\n')

const assign = (endpoint: Endpoint, listener: Listener, thumbprint: string): string =>
  [
    checkCertificate(thumbprint),
    findBinding(endpoint, listener),
    "if ($https.Count -ne 1) { throw ('IIS has ' + $https.Count + ' such bindings') }",
    powershell`$endpoint = ${recordKeyOf(listener, endpoint.port)}`,
    readRecord('$before'),
    `$isForeign = $null -ne $record -and $record.GetValue('AppId') -is [string] -and $record.GetValue('AppId') -ne '${iisApplication}'`,
    "if ($isForeign) { throw 'the record of http.sys belongs to another program' }",
    "$method = $https[0].Methods['AddSslCertificate'].CreateInstance()",
    powershell`$method.Input.SetAttributeValue('certificateHash', ${thumbprint})`,
    "$method.Input.SetAttributeValue('certificateStoreName', 'My')",
    '$method.Execute()',
    readRecord('$after'),
    "if ($null -ne $before -and $before -ne $after) { throw ('the record was ' + $before + ' and is now ' + $after) }"
  ].join('\n')

/** Adds the https binding of a site for all addresses. */
export const addStep = (endpoint: Endpoint): Step => ({
  kind: 'binding',
  rank: 0,
  title: `Add the https binding *:${endpoint.port} to the site "${endpoint.site}"`,
  test: [findBinding(endpoint, forAll), '$https.Count -gt 0'].join('\n'),
  backUp: keepBindings,
  set: [
    findBinding(endpoint, forAll),
    powershell`[void] $site.Bindings.Add(${`*:${endpoint.port}:`}, 'https')`,
    '$manager.CommitChanges()'
  ].join('\n'),
  interrupts: null,
  needsRestart: true
})

/** Assigns a certificate to an https binding as it is: its address, host name and flags stay. */
export const assignStep = (endpoint: Endpoint, listener: Listener, thumbprint: string): Step => ({
  kind: 'binding',
  rank: 1,
  title: `Assign the certificate ${thumbprint} to ${showListener(listener, endpoint.port)} of the site "${endpoint.site}"`,
  test: [
    findBinding(endpoint, listener),
    "$hash = @($https | ForEach-Object { $_.CertificateHash } | Where-Object { $null -ne $_ } | ForEach-Object { $_.ToString('X2') }) -join ''",
    powershell`$hash -eq ${thumbprint}`
  ].join('\n'),
  backUp: keepBindings,
  set: assign(endpoint, listener, thumbprint),
  interrupts: `New connections to port ${endpoint.port} may fail for a moment, while the record of http.sys is replaced.`,
  needsRestart: true
})
