import type { Facts } from '../../facts/facts'
import type { Certificate } from '../../facts/sections/certificates'
import type { Resolution } from '../../judging/policy'
import { byHand } from '../../judging/remediation'
import { inExchangeShell, inPowerShell, say } from '../../judging/resolutionSteps'
import { powershell } from '../../kernel/powershell'
import { articleSection } from '../article'

export const link = articleSection('cant-sign-in-to-owa-or-eac')

const name = 'Microsoft Exchange Server Auth Certificate'

/** Who renews it. */
export const renewal = byHand('the certificate belongs to the organization, and a person must say when it is replaced')

const lookUp = inExchangeShell(
  'See in the Exchange Management Shell which certificate the organization uses:',
  'Get-AuthConfig | Format-List CurrentCertificateThumbprint,NextCertificateThumbprint,NextCertificateEffectiveDate'
)

const create =
  powershell`New-ExchangeCertificate -KeySize 2048 -PrivateKeyExportable $true -SubjectName ${`CN=${name}`} ` +
  powershell`-FriendlyName ${name} -DomainName @()`

const putIntoUse = [
  inExchangeShell('Create a new one, and answer No where it asks to replace the default SMTP certificate:', create),
  inExchangeShell(
    'Put the new one into use:',
    // On one line: the next line of a pasted text would be the answer.
    "Set-AuthConfig -NewCertificateThumbprint (Read-Host 'Thumbprint') -NewCertificateEffectiveDate (Get-Date); " +
      'Set-AuthConfig -PublishCertificate; Set-AuthConfig -ClearPreviousCertificate'
  ),
  inPowerShell(
    'Restart what uses it, on each server in an elevated PowerShell:',
    'Restart-Service MSExchangeServiceHost',
    'Import-Module WebAdministration',
    'Restart-WebAppPool MSExchangeOWAAppPool',
    'Restart-WebAppPool MSExchangeECPAppPool'
  )
]

const afterwards = [
  say('Wait: it may take an hour until sign-in works on all servers. One renewal serves the whole organization.'),
  say('In a hybrid organization, run the Hybrid Configuration Wizard again.')
]

/** What to do where the certificate for OAuth can't be used any more. */
export const renewOauthCertificate = ({ server }: Facts, { thumbprint }: Certificate): Resolution => ({
  summary:
    `Expected a valid certificate for OAuth on ${server}; ` +
    `replace ${thumbprint} ("${name}") by a new one for the whole organization.`,
  steps: [
    lookUp,
    say(
      `If that is another one than ${thumbprint}, copy it to this server instead: export it with its private key where it ` +
        'is (Export-ExchangeCertificate), and import it here (Import-ExchangeCertificate).'
    ),
    inExchangeShell(
      'If a next certificate is there already and its date has come, do not create another one:',
      'Set-AuthConfig -PublishCertificate'
    ),
    ...putIntoUse,
    say(
      'Microsoft offers a script that does the same: MonitorExchangeAuthCertificate.ps1 ' +
        '(https://aka.ms/MonitorExchangeAuthCertificate).'
    ),
    ...afterwards
  ],
  link
})

/** What to do where the server lacks the certificate that the organization uses. */
export const importOauthCertificate = ({ server }: Facts, thumbprint: string): Resolution => ({
  summary: `Expected the organization's certificate for OAuth, ${thumbprint}, on ${server}; copy it to the server.`,
  steps: [
    lookUp,
    inExchangeShell(
      'Export it in the Exchange Management Shell on a server that has it, with its private key:',
      powershell`Export-ExchangeCertificate -Thumbprint ${thumbprint} -BinaryEncoded -Password (Read-Host -AsSecureString)`
    ),
    say('Import it on this server with Import-ExchangeCertificate.'),
    say('If no server has it any more, create a new one as the article says.'),
    ...putIntoUse,
    ...afterwards
  ],
  link
})

/** What to do where the organization names no certificate for OAuth at all. */
export const createOauthCertificate = ({ server }: Facts): Resolution => ({
  summary: `Expected the organization of ${server} to name a certificate for OAuth; create one and put it into use.`,
  steps: [lookUp, ...putIntoUse, ...afterwards],
  link
})
