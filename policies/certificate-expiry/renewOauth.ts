import { type Facts, presentOf } from '../../facts/facts'
import type { Certificate } from '../../facts/sections/certificates'
import type { Resolution, Step } from '../../judging/policy'
import { inExchangeShell, say } from '../../judging/resolutionSteps'
import { powershell } from '../../kernel/powershell'
import { createStep, importOauthCertificate, lookUp } from '../oauth-certificate/resolution'
import { link } from './resolution'

/** The next certificate for OAuth, where it does not take the place of the current one in time. */
export interface Successor {
  readonly thumbprint: string
  /** `absent`: not on this server; `unfit`: it can't serve either; `late`: it could, and its day is wrong. */
  readonly state: 'absent' | 'unfit' | 'late'
  /** A sentence. */
  readonly why: string
}

const publish = inExchangeShell('Publish it, in the same shell:', 'Set-AuthConfig -PublishCertificate')

const hybrid = say('In a hybrid organization, run the Hybrid Configuration Wizard again after that.')

/** Exchange takes two days to bring a new certificate to all servers; one that ends sooner is replaced at once. */
const fewestDays = 4

const hasTime = (facts: Facts, { notAfter }: Certificate): boolean => {
  const left = Date.parse(notAfter ?? '') - Date.parse(presentOf(facts) ?? '')
  return left >= fewestDays * 86_400_000
}

const putIntoUse = (facts: Facts, certificate: Certificate): ReadonlyArray<Step> =>
  hasTime(facts, certificate)
    ? [
        inExchangeShell(
          'Set it as the next one, from three days on, so that Exchange can bring it to all servers:',
          "Set-AuthConfig -NewCertificateThumbprint (Read-Host 'Thumbprint') -NewCertificateEffectiveDate (Get-Date).AddDays(3)"
        )
      ]
    : [
        inExchangeShell(
          'Set it as the next one from now on, since the current one ends before Exchange could bring a later one to all servers:',
          "Set-AuthConfig -NewCertificateThumbprint (Read-Host 'Thumbprint') -NewCertificateEffectiveDate (Get-Date)"
        ),
        publish
      ]

const expected = ({ server }: Facts): string =>
  `Expected a certificate for OAuth on ${server} that is valid for more than 30 days`

const bringForward = (facts: Facts, certificate: Certificate, thumbprint: string): Resolution => ({
  summary: `${expected(facts)}; let the next one, ${thumbprint}, take its place before ${endOf(certificate)}.`,
  steps: [
    lookUp,
    say(`See that each Exchange server has ${thumbprint} with its private key, and create no other one.`),
    inExchangeShell(
      'Let it take effect now. Exchange may ask whether to go on, since that is sooner than in 48 hours:',
      powershell`Set-AuthConfig -NewCertificateThumbprint ${thumbprint} -NewCertificateEffectiveDate (Get-Date)`
    ),
    publish,
    hybrid
  ],
  link
})

const endOf = ({ notAfter }: Certificate): string => notAfter?.slice(0, 10) ?? 'its end'

/** What to do before the certificate for OAuth ends, of which there is one for the organization. */
export const renewOauth = (facts: Facts, certificate: Certificate, successor: Successor | null): Resolution => {
  if (successor?.state === 'absent') return importOauthCertificate(facts, successor.thumbprint)
  if (successor?.state === 'late') return bringForward(facts, certificate, successor.thumbprint)
  return {
    summary: `${expected(facts)}; set a next one for the organization before ${endOf(certificate)}.`,
    steps: [createStep, ...putIntoUse(facts, certificate), hybrid],
    link
  }
}
