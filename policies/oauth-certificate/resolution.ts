import type { Facts } from '../../facts/facts'
import type { Certificate } from '../../facts/sections/certificates'
import type { Resolution } from '../../judging/policy'
import { inCmd, inExchangeShell, inPowerShell, say } from '../../judging/resolutionSteps'
import { powershell } from '../../kernel/powershell'
import { articleSection } from '../article'

export const link = articleSection('cant-sign-in-to-owa-or-eac')

const name = 'Microsoft Exchange Server Auth Certificate'

export const lookUp = inExchangeShell(
  'See in the Exchange Management Shell which certificate the organization uses:',
  'Get-AuthConfig | Format-List CurrentCertificateThumbprint,NextCertificateThumbprint,NextCertificateEffectiveDate'
)

const create =
  powershell`New-ExchangeCertificate -KeySize 2048 -PrivateKeyExportable $true -SubjectName ${`CN=${name}`} ` +
  powershell`-FriendlyName ${name} -DomainName @()`

/** Creates a new one, which nothing uses yet. */
export const createStep = inExchangeShell(
  'Create it in the Exchange Management Shell. Answer No to the question whether to replace the default SMTP certificate:',
  create
)

/** A new one, each step with the condition under which it is to be done; empty for none. */
const replaceIt = (condition: string) => [
  inExchangeShell(
    `${condition === '' ? 'Create' : `${condition}, create`} a new one. Answer No to the question whether to replace the default SMTP certificate:`,
    create
  ),
  inExchangeShell(
    `${condition === '' ? 'Put' : 'If you have created one, put'} the new one into use:`,
    // On one line: the next line of a pasted text would be the answer.
    "Set-AuthConfig -NewCertificateThumbprint (Read-Host 'Thumbprint') -NewCertificateEffectiveDate (Get-Date); " +
      'Set-AuthConfig -PublishCertificate; Set-AuthConfig -ClearPreviousCertificate'
  )
]

const restart = inPowerShell(
  'Restart what uses it, on each server that got another certificate, in an elevated PowerShell:',
  'Restart-Service MSExchangeServiceHost',
  'Import-Module WebAdministration',
  'Restart-WebAppPool MSExchangeOWAAppPool',
  'Restart-WebAppPool MSExchangeECPAppPool'
)

/** The command asks for what the facts do not tell. */
const askThumbprint = "(Read-Host 'Thumbprint')"

/** It holds the private key, so that it is deleted where it has been imported. */
const file = '"$HOME\\oauth.pfx"'
const password = "(Read-Host 'Password of the file' -AsSecureString)"

/** `before` makes room for it, as a command in front of the import. */
const copyTo = (server: string, condition: string, thumbprint: string, before = '') => [
  inExchangeShell(
    `${condition}, export it in the Exchange Management Shell on a server that has it, with its private key:`,
    `$c = Export-ExchangeCertificate -Thumbprint ${thumbprint} -BinaryEncoded -Password ${password}; ` +
      `[IO.File]::WriteAllBytes(${file}, $c.FileData)`
  ),
  inExchangeShell(
    `If you have exported it, copy the file to ${server}, import it there, and delete both files:`,
    `${before}Import-ExchangeCertificate ${powershell`-Server ${server}`} -FileData ([IO.File]::ReadAllBytes(${file})) ` +
      `-Password ${password} -PrivateKeyExportable $true; Remove-Item ${file}`
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
    `replace ${thumbprint} ("${name}") with a new one for the whole organization.`,
  steps: [
    lookUp,
    ...copyTo(server, `If that is another one than ${thumbprint}`, askThumbprint),
    inExchangeShell(
      'If a next certificate is there already and its date has come, do not create another one:',
      'Set-AuthConfig -PublishCertificate'
    ),
    ...replaceIt(`If it is ${thumbprint}, and no next one is due`),
    restart,
    say(
      'Microsoft offers a script that does the same: MonitorExchangeAuthCertificate.ps1 ' +
        '(https://aka.ms/MonitorExchangeAuthCertificate).'
    ),
    ...afterwards
  ],
  link
})

/** What to do where the next certificate is there and its date has come: no other one is to be created. */
export const publishOauthCertificate = ({ server }: Facts, current: string, next: string): Resolution => ({
  summary: `Expected a valid certificate for OAuth on ${server}; the next one, ${next}, is there and due: publish it in the place of ${current}.`,
  steps: [
    lookUp,
    inExchangeShell(
      `If the next one is still ${next}, publish it, and create no other one:`,
      'Set-AuthConfig -PublishCertificate'
    ),
    inExchangeShell('Take the former one out of use:', 'Set-AuthConfig -ClearPreviousCertificate'),
    restart,
    ...afterwards
  ],
  link
})

const siteFile = '"$HOME\\site.pfx"'

/** What to do where the sign-in pages can't use the key of the certificate on 443. */
export const moveKey = ({ server }: Facts, { thumbprint }: Certificate): Resolution => ({
  summary: `Expected a key on ${server} that the sign-in pages can use; move the key of ${thumbprint} to an older provider.`,
  steps: [
    inCmd(
      `See which provider keeps the key, in an elevated Command Prompt (cmd.exe) on ${server}:`,
      `certutil.exe -store My ${thumbprint}`
    ),
    inExchangeShell(
      'Export the certificate with its key, in the Exchange Management Shell there:',
      `$c = Export-ExchangeCertificate -Thumbprint ${thumbprint} -BinaryEncoded -Password ${password}; ` +
        `[IO.File]::WriteAllBytes(${siteFile}, $c.FileData)`
    ),
    say(
      'If the key cannot be exported, ask for a new certificate by New-ExchangeCertificate -GenerateRequest instead.'
    ),
    inPowerShell(
      'Import it again, into the provider that Exchange itself uses, in an elevated PowerShell:',
      `certutil.exe -f -csp 'Microsoft RSA SChannel Cryptographic Provider' -importpfx My ${siteFile} AT_KEYEXCHANGE`
    ),
    inPowerShell('Delete the file, since it holds the key:', `Remove-Item -LiteralPath ${siteFile}`),
    restart,
    say('Sign in to OWA, and see whether event 1003 is written again.')
  ],
  link
})

/** What to do where the server lacks the certificate that the organization uses; null where nobody asked which one that is. */
export const importOauthCertificate = ({ server }: Facts, thumbprint: string | null): Resolution => ({
  summary: `Expected the organization's certificate for OAuth${thumbprint === null ? '' : `, ${thumbprint},`} on ${server}; copy it to the server.`,
  steps: [
    lookUp,
    ...copyTo(server, 'If a server has it', thumbprint === null ? askThumbprint : powershell`${thumbprint}`),
    ...replaceIt('If no server has it any more'),
    restart,
    ...afterwards
  ],
  link
})

/** What to do where the organization's certificate is here without its private key, which another server may have. */
export const restoreOauthKey = ({ server }: Facts, thumbprint: string): Resolution => ({
  summary: `Expected the organization's certificate for OAuth, ${thumbprint}, with its private key on ${server}; bring the key back.`,
  steps: [
    lookUp,
    inCmd(
      `See whether Windows finds the key again, in an elevated Command Prompt (cmd.exe) on ${server}:`,
      `certutil.exe -repairstore My ${thumbprint}`
    ),
    ...copyTo(
      server,
      'If it does not, and a server has the key',
      powershell`${thumbprint}`,
      powershell`Remove-Item -LiteralPath ${`Cert:\\LocalMachine\\My\\${thumbprint}`}; `
    ),
    ...replaceIt('If no server has the key any more'),
    restart,
    ...afterwards
  ],
  link
})

/** What to do where the organization names no certificate for OAuth at all. */
export const createOauthCertificate = ({ server }: Facts): Resolution => ({
  summary: `Expected the organization of ${server} to name a certificate for OAuth; create one and put it into use.`,
  steps: [lookUp, ...replaceIt(''), restart, ...afterwards],
  link
})
