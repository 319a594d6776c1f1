import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { publishing } from '../../../policies/oauth-certificate/remediation'
import { endpointScript } from '../../../remediation/endpointScript'
import { engine, runAtEndpoint } from '../../remediation/runAtEndpoint'
import { nextThumbprint, thumbprint } from './oauthCertificates'

const test = suite('policies: the next certificate for OAuth is published')
const inPowerShell = engine.missing === null ? test : test.skip
if (engine.missing !== null) process.stdout.write(`skipped: ${engine.missing}\n`)

const proposed = publishing(true, thumbprint, nextThumbprint)
const steps = E.isRight(proposed) ? proposed.right.steps : []
const script = endpointScript(
  'EX01',
  { names: ['ex01.contoso.example'], https: false },
  steps.map((step) => ({ ...step, policies: ['oauth-certificate'] }))
)

/** The organization's certificates, and what its cmdlets do. */
const exchange = ({
  current = thumbprint,
  next = nextThumbprint,
  due = '2026-10-31',
  hybrid = '',
  set = '',
  key = ''
} = {}) => `
function Get-ExchangeServer {
  foreach ($one in @('ex01', 'Mailbox', 15), @('ex02', 'Mailbox', 15), @('ed01', 'Edge', 15), @('old', 'Mailbox', 14)) {
    [pscustomobject] @{ Fqdn = "$($one[0]).contoso.example"; ServerRole = $one[1]; AdminDisplayVersion = "Version $($one[2]).2 (Build 1748.39)" } } }
function Get-ExchangeCertificate { param($Server, $Thumbprint)
  if ($Server -notmatch '^ex0') { throw 'this server is asked for nothing' }
  ${key}
  [pscustomobject] @{ Thumbprint = $Thumbprint; HasPrivateKey = $true } }
$global:config = [pscustomobject] @{ CurrentCertificateThumbprint = '${current}'; NextCertificateThumbprint = '${next}'; NextCertificateEffectiveDate = [DateTime] '${due}' }
function Get-AuthConfig { $global:config }
function Get-HybridConfiguration { ${hybrid} }
function Set-AuthConfig { [CmdletBinding()] param([switch] $PublishCertificate, [bool] $Confirm) ${set}
  if (-not $PublishCertificate) { throw 'this is another change' }
  $global:config.CurrentCertificateThumbprint = $global:config.NextCertificateThumbprint }
`

const failed = (error: string) => [[1, 'failed', error]]

for (const [name, organization, exitCode, results] of [
  ['it is published', exchange(), 0, [[1, 'done', null]]],
  ['another server was first', exchange({ current: nextThumbprint }), 0, [[1, 'unchanged', null]]],
  [
    'the organization has another one by now',
    exchange({ current: 'A1' }),
    1,
    failed('the organization uses another certificate by now: A1')
  ],
  [
    'the next one is another one by now',
    exchange({ next: 'B2' }),
    1,
    failed('the next certificate is another one by now: B2')
  ],
  ['its date has not come', exchange({ due: '2999-01-01' }), 1, failed('the next certificate is not due')],
  [
    'the organization is hybrid',
    exchange({ hybrid: "[pscustomobject] @{ Name = 'Hybrid Configuration' }" }),
    1,
    failed(
      'the organization is hybrid: whoever publishes the certificate must run the Hybrid Configuration Wizard after it'
    )
  ],
  [
    'a server does not have it',
    exchange({ key: "if ($Server -match '^ex02') { return }" }),
    1,
    failed(`ex02.contoso.example does not have the certificate ${nextThumbprint} with its private key`)
  ],
  [
    'a server has it without its key',
    exchange({ key: "if ($Server -match '^ex02') { return [pscustomobject] @{ HasPrivateKey = $false } }" }),
    1,
    failed(`ex02.contoso.example does not have the certificate ${nextThumbprint} with its private key`)
  ],
  ['it does not hold', exchange({ set: 'return' }), 1, failed('it was carried out, and yet its test fails')]
] as const)
  inPowerShell(name, async () => {
    assert.equal(await runAtEndpoint(organization, script), { exitCode, other: [''], results })
  })

test.run()
