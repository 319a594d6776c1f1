import { inPowerShell, say } from '../../../judging/resolutionSteps'
import { allOf, anyOf, code, has, like, not, onError, raised, raisedOf, step, value, word } from '../issue'
import type { KnownIssue } from '../knownIssue'
import { assignToSites, importCertificate } from '../onTheServer'
import { inShell, makesServer } from '../runState'
import { machineOf, runAgain } from '../setupCommands'

const setsOauth = step('Set-AuthConfig')

/** The certificate for OAuth, which has no part in IIS or SMTP. */
export const ofOauth = anyOf(has('Auth Certificate'), setsOauth)

/** What is said of a certificate that can't be used. */
const unfit = like(
  /certificate[^\n]{0,120}(?:not found|couldn't be found|expired|private key|not valid|invalid)/,
  'certificate with thumbprint X was not found'
)

/** Certificates and TLS. */
export const certificates: ReadonlyArray<KnownIssue> = [
  onError(
    allOf(
      anyOf(
        raised('CryptographicException'),
        raisedOf('Certificate'),
        allOf(
          word('certificate', 'certificates', 'thumbprint'),
          anyOf(
            has('expired'),
            has('not found'),
            has("couldn't be found"),
            has('is missing'),
            has('is gone'),
            has('private key'),
            has('is not valid'),
            has('is invalid'),
            has('date is in the past')
          )
        )
      ),
      not(anyOf(ofOauth, has('certificate store')))
    ),
    {
      id: 'certificate',
      isGeneral: true,
      title: 'A certificate of the server is missing, expired or unusable',
      link: 'https://learn.microsoft.com/exchange/architecture/client-access/certificate-procedures',
      meaning:
        'Setup reads or assigns the certificate of a site or of SMTP; it is not in the store, has expired, or its private key can not be read.',
      expected: (found) =>
        `the certificate ${value(found, /\b([0-9A-Fa-f]{40})\b/, 'of the server')} to be valid, with its private key; renew or replace it, and resume setup`,
      steps: (found) => [
        inPowerShell(
          `In an elevated PowerShell on ${machineOf(found.run)}:`,
          "Get-ChildItem -Path 'Cert:\\LocalMachine\\My' | Format-List Subject, Thumbprint, NotAfter, HasPrivateKey"
        ),
        say('Replace one that has expired or has no key by a valid one.'),
        importCertificate,
        ...assignToSites,
        ...(makesServer(found.run)
          ? [
              say(
                'If the object of the server in Active Directory names a certificate that is not in the store (attribute msExchServerInternalTLSCert, in ADSI Edit below Configuration, Services, Microsoft Exchange), import that one, or clear the attribute after writing it down.'
              )
            ]
          : []),
        say('For a damaged private key: certutil -repairstore my with its thumbprint.'),
        runAgain(found)
      ]
    }
  ),
  onError(anyOf(has('Auth Certificate'), has('CurrentCertificateThumbprint'), allOf(setsOauth, unfit)), {
    id: 'auth-certificate',
    title: 'The OAuth certificate is missing or not valid',
    link: 'https://learn.microsoft.com/exchange/troubleshoot/administration/cannot-access-owa-or-ecp-if-oauth-expired',
    meaning: 'The certificate that Get-AuthConfig names is not on this server, or has expired.',
    expected: 'the OAuth certificate to be valid and on every server; publish a new one, and resume setup',
    steps: (found) => [
      inShell(found, '(Get-AuthConfig).CurrentCertificateThumbprint | Get-ExchangeCertificate | Format-List'),
      say('If it is missing or expired, create and publish a new one as the linked page says.'),
      runAgain(found)
    ]
  }),
  onError(
    anyOf(
      code('0x8009030E', '0x80090325', '0x80090331', '0x80090326'),
      has('do not possess a common algorithm'),
      has('Could not create SSL/TLS secure channel'),
      has('SSL/TLS'),
      has('underlying connection was closed')
    ),
    {
      id: 'tls',
      isGeneral: true,
      title: 'A TLS connection failed',
      link: 'https://learn.microsoft.com/exchange/plan-and-deploy/post-installation-tasks/security-best-practices/exchange-tls-configuration',
      meaning: 'Two parts could not agree on TLS: versions or cipher suites are disabled for one of them.',
      expected:
        'TLS 1.2 to be enabled for server, client and .NET alike; correct the registry, restart, and resume setup',
      steps: (found) => [
        say('Compare the SCHANNEL and .NETFramework registry values with the linked page, and restart.'),
        runAgain(found)
      ]
    }
  )
]
