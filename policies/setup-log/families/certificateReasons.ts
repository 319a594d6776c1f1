import { inPowerShell, say } from '../../../judging/resolutionSteps'
import { known } from '../entry'
import { allOf, anyOf, has, mode, not, raised, status, step, value } from '../issue'
import type { Evidence, KnownIssue } from '../knownIssue'
import {
  assignToSites,
  exportCertificate,
  importCertificate,
  readableKey,
  removeCertificate,
  renameCertificate
} from '../onTheServer'
import { machineOf } from '../setupCommands'
import { ofOauth } from './certificates'

const procedures = 'https://learn.microsoft.com/exchange/architecture/client-access/certificate-procedures'

const list = (found: Evidence) =>
  inPowerShell(
    `In an elevated PowerShell on ${machineOf(found.run)}:`,
    "Get-ChildItem -Path 'Cert:\\LocalMachine\\My' | Format-List Subject, Thumbprint, NotAfter, HasPrivateKey"
  )

const thumbprint = (found: Evidence): string =>
  value(found, /\b([0-9A-Fa-f]{40})\b/, 'the certificate that setup names')

const thumbprintOrNull = (found: Evidence): string | null => value(found, /\b([0-9A-Fa-f]{40})\b/, '') || null

/** Why a certificate can not be used. */
export const certificateReasons: ReadonlyArray<KnownIssue> = [
  known({
    id: 'certificate-expired',
    title: 'A certificate that setup assigns has expired',
    link: 'https://practical365.com/expired-certificates-cause-exchange-cumulative-updates-fail/',
    where: allOf(
      anyOf(
        has('The certificate is expired'),
        has('certificate has expired'),
        status('DateInvalid'),
        has('certificate', 'is expired')
      ),
      not(ofOauth)
    ),
    meaning: 'Setup binds the certificate of IIS or of SMTP again, and the one that is assigned has expired.',
    expected: (found) =>
      `a valid certificate to be assigned in place of ${thumbprint(found)}; renew it or assign another one, and resume setup`,
    steps: [
      list,
      'Get a valid certificate, or make a self-signed one (New-SelfSignedCertificate) until the right one is there.',
      importCertificate,
      ...assignToSites,
      (found) => removeCertificate(thumbprintOrNull(found))
    ]
  }),
  known({
    id: 'certificate-not-in-store',
    title: 'A certificate that setup assigns is not on this server',
    link: procedures,
    where: allOf(
      anyOf(
        has('certificate with thumbprint', 'was not found'),
        has('certificate with thumbprint', "couldn't be found"),
        has('certificate with the thumbprint', 'not found')
      ),
      not(ofOauth)
    ),
    meaning:
      'The directory or the configuration names a certificate by its thumbprint which is not in the store of this computer.',
    expected: (found) =>
      `the certificate ${thumbprint(found)} to be in the store with its private key; import it, or assign another one`,
    steps: [
      list,
      (found) => say(`See whether ${thumbprint(found)} was exported. If not, take another valid one.`),
      importCertificate,
      ...assignToSites,
      'For another one, write down and clear msExchServerInternalTLSCert of the server object in ADSI Edit.'
    ]
  }),
  known({
    id: 'certificate-key-not-granted',
    title: 'Setup could not give Network Service the key of a certificate',
    link: procedures,
    where: anyOf(
      raised(
        'AddAccessRuleCryptographicException',
        'AddAccessRuleUnauthorizedAccessException',
        'AddAccessRuleCOMException'
      ),
      has('Network Service access to the certificate'),
      has('Crypto\\RSA\\MachineKeys', 'denied'),
      has('access to the certificate with thumbprint', 'exception was thrown')
    ),
    meaning:
      'Exchange reads its certificates by the account Network Service. Setup may not change the rights of the private key: its file below MachineKeys denies that, is damaged, or belongs to a provider that takes none.',
    expected: (found) =>
      `the private key of ${thumbprint(found)} to be readable by Network Service; repair its rights or take another certificate, and resume setup`,
    steps: [
      list,
      (found) => readableKey(thumbprintOrNull(found)),
      inPowerShell(
        'See the rights of the folder of the keys, in the same PowerShell (Administrators and SYSTEM need full control):',
        'icacls "$env:ProgramData\\Microsoft\\Crypto\\RSA\\MachineKeys"'
      ),
      'If the key can not be repaired, import the certificate again with its key, or make a new one for the services that use it.'
    ]
  }),
  known({
    id: 'certificate-without-key',
    title: 'A certificate has no usable private key',
    link: procedures,
    where: anyOf(
      status('PrivateKeyMissing', 'PrivateKeyNotAccessible'),
      has('certificate', 'private key', 'not accessible'),
      has('certificate', "doesn't have a private key"),
      has('Keyset does not exist')
    ),
    meaning:
      'The certificate is in the store, and its private key is missing, or SYSTEM and Network Service may not read it.',
    expected: (found) =>
      `the certificate ${thumbprint(found)} to have a private key that SYSTEM can read; repair or import it, and resume setup`,
    steps: [
      list,
      (found) => readableKey(thumbprintOrNull(found)),
      'If it finds no key, import the certificate again, and then give both accounts the right once more.',
      importCertificate
    ]
  }),
  known({
    id: 'certificate-algorithm',
    title: 'Exchange can not use the key of a certificate',
    link: procedures,
    where: anyOf(
      status('KeyAlgorithmUnsupported', 'SignatureAlgorithmUnsupported'),
      has('Invalid provider type specified')
    ),
    meaning:
      'The key belongs to a provider of the new kind (CNG/KSP), or its algorithm is one that this version does not know.',
    expected:
      'the certificate to have an RSA key of a provider that Exchange supports; issue or import it again, and resume setup',
    steps: [
      list,
      'Import the .pfx again with certutil -csp "Microsoft RSA SChannel Cryptographic Provider" -importpfx, or issue it with an RSA key.'
    ]
  }),
  known({
    id: 'certificate-named-as-default',
    title: 'Setup takes another certificate for its own default one',
    link: 'https://exchangemaster.wordpress.com/2014/05/',
    where: allOf(
      step('Remove-ExchangeCertificate'),
      anyOf(
        has('internal transport certificate'),
        has('default SMTP certificate'),
        has('cannot be removed'),
        has("can't be removed")
      )
    ),
    meaning:
      'Setup removes certificates with the friendly name Microsoft Exchange that it made itself. One of that name is the internal transport certificate.',
    expected: 'no other certificate to have the friendly name Microsoft Exchange; rename it, and resume setup',
    steps: [list, exportCertificate, renameCertificate]
  }),
  known({
    id: 'certificate-revocation-unreachable',
    title: 'The revocation list of a certificate can not be fetched',
    link: procedures,
    where: anyOf(
      status('RevocationCheckFailure'),
      has('revocation server was offline'),
      has('unable to check revocation')
    ),
    meaning:
      'Windows could not fetch the revocation list of the certificate, as without the internet or behind a proxy.',
    expected:
      'the revocation list to be reachable from {machine}; open the way or set the proxy of the computer, and resume setup',
    steps: [
      'Set the proxy of the computer: netsh winhttp set proxy in an elevated Command Prompt (cmd.exe), with a bypass for the own domain.',
      'Or let the server fetch the list from the distribution point that the certificate names.'
    ]
  }),
  known({
    id: 'exchange-certificate-recovery',
    title: 'The transport certificate could not be installed on a server that is made again',
    link: procedures,
    where: allOf(
      step('Install-ExchangeCertificate'),
      mode('install', 'recover'),
      anyOf(has('Access is denied'), has('Object already exists'), has('CryptographicException'))
    ),
    meaning:
      'Setup makes a self-signed certificate, and Windows refused to make or read its key: the folder MachineKeys has other rights than by default.',
    expected: 'SYSTEM and Administrators to have full control of MachineKeys; restore that, and resume setup',
    steps: [
      inPowerShell(
        'See the rights, in an elevated PowerShell:',
        "icacls 'C:\\ProgramData\\Microsoft\\Crypto\\RSA\\MachineKeys'"
      ),
      'Everyone has special rights there and Administrators full control, both for this folder only.'
    ]
  })
]
