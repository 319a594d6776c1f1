import * as O from 'fp-ts/Option'
import { inPowerShell, say } from '../../../judging/resolutionSteps'
import { parseBuild } from '../../../kernel/compare'
import { known } from '../entry'
import { allOf, anyOf, has, mode, modeOrUntold, raised, value } from '../issue'
import type { Evidence, KnownIssue } from '../knownIssue'
import { importCertificate } from '../onTheServer'
import { machineOf, runSetup } from '../setupCommands'

const wanted = (found: Evidence): string =>
  value(
    found,
    /version (?:Version )?(\d{1,3}\.\d{1,3}(?:\.\d{1,6}\.\d{1,6}| \(Build \d{1,6}\.\d{1,6}\)))/,
    'that the message names'
  )

/** The build of the medium, as the directory writes it. */
const own = ({ run }: Evidence): string => {
  const build = O.toNullable(parseBuild(run.setupVersion ?? ''))
  return build === null
    ? 'of the medium'
    : `Version ${build[0]}.${build[1]} (Build 3${String(build[2]).padStart(4, '0')}.${String(build[3]).padStart(3, '0')})`
}

const serverObject = (found: Evidence) =>
  inPowerShell(
    `Find the object of ${machineOf(found.run)}, in PowerShell with the Active Directory module:`,
    "Get-ADObject -SearchBase (Get-ADRootDSE).configurationNamingContext -LDAPFilter '(objectClass=msExchExchangeServer)' -Properties serialNumber | Format-List Name, serialNumber, DistinguishedName"
  )

/** A server that is made again from what the directory holds of it. */
export const recovery: ReadonlyArray<KnownIssue> = [
  known({
    id: 'roles-installed-already',
    title: 'The roles that setup was to install are installed already',
    link: 'https://learn.microsoft.com/exchange/high-availability/disaster-recovery/recover-exchange-servers',
    where: has('following server roles are already installed'),
    meaning:
      'The modes Install and RecoverServer are for a computer without Exchange; this one has the roles. An installed server is repaired or updated in the mode Upgrade.',
    expected: '{machine} to be updated, not installed again; run setup in the mode Upgrade',
    steps: [
      'If services do not start, see first why (System and Application logs): RecoverServer can not help on an installed server.',
      (found) => runSetup(found.run, '/m:upgrade'),
      'Recover a server that is damaged beyond repair on a newly installed Windows of the same name.'
    ],
    again: false
  }),
  known({
    id: 'recovery-dag-member',
    title: 'The server that is to be recovered is still a member of a DAG',
    link: 'https://learn.microsoft.com/exchange/high-availability/disaster-recovery/recover-dag-member-servers',
    where: allOf(
      mode('recover'),
      anyOf(
        has('member of', 'database availability group'),
        has('DatabaseAvailabilityGroup'),
        has('mailbox database copies'),
        raised('DagTaskOperationFailedException')
      )
    ),
    meaning:
      'The directory still counts the lost server as a member of its database availability group (DAG), with copies of databases.',
    expected:
      '{machine} to be in no DAG and to hold no database copy; remove both on another server, and recover it then',
    steps: [
      'On another server of the DAG: write down the copies on {machine}, and remove each (Remove-MailboxDatabaseCopy).',
      'Then Remove-DatabaseAvailabilityGroupServer with the DAG, {machine} and -ConfigurationOnly, and evict its node from the cluster.',
      'After the recovery, add {machine} to the DAG and add the copies again.'
    ]
  }),
  known({
    id: 'recovery-wants-newer-medium',
    title: 'The directory names a newer build for this server than the medium has',
    link: 'https://learn.microsoft.com/exchange/troubleshoot/setup/version-error-in-recover-server-mode-install',
    rules: ['ServerIsRecoveredByOlderVersion'],
    where: has('or later must be used to perform a recovery of this server'),
    meaning:
      'The attribute serialNumber of the server object holds a newer build than the medium. The January 2023 Security Update wrote its own build there, for which there is no medium.',
    expected: (found) =>
      `serialNumber of ${machineOf(found.run)} to be the build of its Cumulative Update, not ${wanted(found)}; set it back, and recover the server`,
    steps: [
      (found) =>
        say(`If there is a medium of ${wanted(found)} or newer of the same Cumulative Update, recover with that one.`),
      serverObject,
      (found) =>
        say(
          `Else write the value down, and in ADSI Edit (or with Set-ADObject) set serialNumber to ${own(found)}${found.run.setupVersion === null ? '' : `, the build ${found.run.setupVersion} of the medium`}.`
        ),
      'Wait until Active Directory has replicated the change. Install the Security Update after the recovery.'
    ]
  }),
  known({
    id: 'recovery-extended-protection',
    title: 'Recovering a server with Exchange 2019 CU14 fails at Extended Protection',
    link: 'https://support.microsoft.com/topic/2f0e1202-8253-4bfc-a9bb-d575ccfa7cef',
    where: allOf(
      modeOrUntold('recover'),
      has('Exception setting "ExtendedProtectionTokenChecking": "Cannot convert null')
    ),
    meaning:
      'Setup of Exchange 2019 CU14 has a defect in the mode RecoverServer: the setting of Extended Protection that it reads is empty.',
    expected:
      'the server to be recovered by a medium without the defect of CU14; use CU13, and install the newer update after that',
    steps: [
      serverObject,
      'Write down serialNumber, and set it in ADSI Edit to Version 15.2 (Build 31258.012), which is Exchange 2019 CU13.',
      'Recover the server with the medium of Exchange 2019 CU13: D:\\setup.exe /m:RecoverServer with its licence switch, with the medium mounted as drive D.',
      'Then install Exchange 2019 CU15, or a newer one, in the ordinary way.'
    ],
    again: false
  }),
  known({
    id: 'extended-protection-null',
    title: 'The setting of Extended Protection that setup reads is empty',
    link: 'https://support.microsoft.com/topic/2f0e1202-8253-4bfc-a9bb-d575ccfa7cef',
    where: allOf(
      mode('install', 'upgrade'),
      raised('SetValueInvocationException'),
      has('ExtendedProtectionTokenChecking', 'Cannot convert null')
    ),
    meaning: 'Setup copies the setting of Extended Protection from the directory or from IIS, and got nothing.',
    expected:
      'setup to know the wanted Extended Protection; use the newest medium, or tell it to leave Extended Protection off',
    steps: [
      'Take the newest Cumulative Update.',
      'Or run setup with the switch /DoNotEnableEP, and turn Extended Protection on after it.'
    ]
  }),
  known({
    id: 'internal-transport-certificate',
    title: 'The internal transport certificate is damaged or missing',
    link: 'https://learn.microsoft.com/exchange/architecture/client-access/certificate-procedures',
    where: has('internal transport certificate for the local server was damaged or missing'),
    meaning:
      'The server object in the directory names a certificate (msExchServerInternalTLSCert) that is not in the store of this computer, as after a reinstallation.',
    expected:
      'msExchServerInternalTLSCert to name a certificate of this server; import that certificate or clear the attribute, and resume setup',
    steps: [
      'See whether the old certificate was exported with its private key.',
      importCertificate,
      (found) =>
        say(
          `Else, in ADSI Edit, configuration partition, open the object of ${machineOf(found.run)} below Servers of the administrative group. Write msExchServerInternalTLSCert down, and clear it.`
        ),
      'Setup stops at the same place again as long as the registry says so: look below HKLM\\SOFTWARE\\Microsoft\\ExchangeServer\\v15 at the role that failed, and let a person remove Watermark and Action after an export.',
      'Subscribe Edge Transport servers again after setup, if there are any.'
    ]
  })
]
