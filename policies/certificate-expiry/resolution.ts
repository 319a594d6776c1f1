import { type Facts, presentOf } from '../../facts/facts'
import { type Certificate, isSameStore } from '../../facts/sections/certificates'
import type { Resolution, Step } from '../../judging/policy'
import { byHand } from '../../judging/remediation'
import { inExchangeShell, inPowerShell, say } from '../../judging/resolutionSteps'
import { powershell } from '../../kernel/powershell'
import { listed } from '../headlineParts'
import { isSelfSigned } from '../iis/certificateNames'
import { bringKeyBack } from '../ssl-bindings/resolution'
import { newCertificate } from '../ssl-bindings/tlsBridging'

export const link = 'https://learn.microsoft.com/exchange/architecture/client-access/renew-certificates'

/** Who renews it. */
export const byAPerson = byHand(
  'an administrator chooses the issuer of a certificate, and when clients get another one'
)

const existing = (server: string, thumbprint: string): string =>
  powershell`Get-ExchangeCertificate -Server ${server} -Thumbprint ${thumbprint}`

/** Without its server it would be made on the one that the shell is connected to. */
const made = (server: string): string => powershell`New-ExchangeCertificate -Server ${server}`

const isFrontEnd = (user: string): boolean => /^default web site .*:443(?!\d)/i.test(user)

const isPersonal = ({ store }: Certificate): boolean => isSameStore(store, null)

/** Exchange assigns a certificate to port 443 of the Default Web Site alone; to all else it goes where the old one is. */
const assign = (facts: Facts, certificate: Certificate, users: ReadonlyArray<string>): ReadonlyArray<Step> => {
  const { server } = facts
  const { thumbprint, store } = certificate
  const bridging = users.some(isFrontEnd) ? newCertificate(facts) : null
  const byExchange = isPersonal(certificate) ? users.filter(isFrontEnd) : []
  const others = users.filter((user) => !byExchange.includes(user))
  return [
    ...(bridging === null ? [] : [say(bridging)]),
    ...(byExchange.length === 0
      ? []
      : [
          inExchangeShell(
            'Assign the new one to port 443 of the Default Web Site, in the same shell:',
            `${powershell`Enable-ExchangeCertificate -Server ${server}`} -Services IIS -Thumbprint (Read-Host 'Thumbprint')`
          )
        ]),
    ...(others.length === 0
      ? []
      : [
          inPowerShell(
            `Assign the new one to ${listed(others)}, in an elevated PowerShell on ${server} that asks for its thumbprint:`,
            'Import-Module WebAdministration',
            "Read-Host 'Thumbprint' | ForEach-Object { $new = $_; Get-WebBinding -Protocol https | " +
              `${powershell`Where-Object { $_.certificateHash -eq ${thumbprint} }`} | ` +
              powershell`ForEach-Object { $_.AddSslCertificate($new, ${store ?? 'My'}) } }`
          )
        ])
  ]
}

const obtain = (server: string, certificate: Certificate): ReadonlyArray<Step> => {
  const { thumbprint, store } = certificate
  if (!isPersonal(certificate))
    return [
      say(
        `Renew it with the program that keeps it in the store ${store ?? 'My'}: Exchange renews those of the personal store alone.`
      )
    ]
  if (isSelfSigned(certificate))
    return [
      inExchangeShell(
        'Make a new self-signed one for the same names, in the Exchange Management Shell. It may ask whether to replace the default SMTP certificate. ' +
          `Answer Yes only if that is ${thumbprint}, and no Edge server is subscribed:`,
        `${existing(server, thumbprint)} | ${made(server)} -PrivateKeyExportable $true`
      )
    ]
  return [
    inExchangeShell(
      'Make a request for the same names, in the Exchange Management Shell, and send it to the certification authority:',
      `${existing(server, thumbprint)} | ${made(server)} -GenerateRequest -PrivateKeyExportable $true`
    ),
    say(`Import what the authority sends, by Import-ExchangeCertificate on ${server}.`)
  ]
}

const summaryOf = (facts: Facts, { thumbprint, subject, notAfter }: Certificate, endsInTime: boolean): string => {
  const { server } = facts
  const former = `${thumbprint} ("${subject}")`
  const isPast = Date.parse(notAfter ?? '') <= Date.parse(presentOf(facts) ?? '')
  if (!endsInTime && !isPast) return `Expected a certificate on ${server} that can serve; replace ${former}.`
  const before = isPast ? '' : ` before ${notAfter?.slice(0, 10)}`
  return `Expected a certificate on ${server} that is valid for more than 30 days; renew ${former}${before}.`
}

/** What to do about a certificate of a site: `endsInTime` where it just ends within days, and else serves nobody now. */
export const renewCertificate = (
  facts: Facts,
  certificate: Certificate,
  users: ReadonlyArray<string>,
  endsInTime: boolean
): Resolution => {
  const renewed = {
    summary: summaryOf(facts, certificate, endsInTime),
    steps: [
      ...obtain(facts.server, certificate),
      ...assign(facts, certificate, users),
      say('Remove the former one only when nothing uses it any more, and SMTP, IMAP and POP have the new one too.')
    ],
    link
  }
  const isKeyless = certificate.hasPrivateKey === false && isPersonal(certificate)
  return isKeyless ? bringKeyBack(certificate.thumbprint, renewed) : renewed
}
