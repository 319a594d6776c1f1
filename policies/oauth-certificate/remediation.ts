import * as E from 'fp-ts/Either'
import { byHand, type Proposal, remediation } from '../../judging/remediation'
import { powershell } from '../../kernel/powershell'
import publish from './Publish-AuthCertificate.ps1'

/** Who renews the certificate, where nobody said that it may be done. */
export const renewal = byHand('the certificate belongs to the organization, and a person must say when it is replaced')

/** Who moves the key of the certificate on 443. */
export const movingKey = byHand('a file with the private key is written on the way, and a person must keep it safe')

/** Publishes the next certificate, where the settings allow that; it is the same step for all servers, and done once. */
export const publishing = (renew: boolean, current: string, next: string): Proposal =>
  renew
    ? E.right(
        remediation({
          kind: 'organization',
          rank: 0,
          title: `Publish the next certificate for OAuth, ${next}, for the whole organization`,
          test: powershell`Test-AuthCertificate ${next}`,
          backUp: null,
          set: powershell`Publish-AuthCertificate ${current} ${next}`,
          functions: [publish],
          interrupts:
            'Sign-in can take an hour. It works sooner on a server whose MSExchangeServiceHost and application pools MSExchangeOWAAppPool and MSExchangeECPAppPool are restarted.',
          starts: null,
          enables: null,
          seconds: 60,
          needsRestart: false
        })
      )
    : renewal
