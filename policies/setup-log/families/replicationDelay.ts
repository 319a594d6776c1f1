import { inCmd, inPowerShell, say } from '../../../judging/resolutionSteps'
import { known } from '../entry'
import { allOf, anyOf, code, has, modeOrUntold, names, not, raised, step, value } from '../issue'
import type { Evidence, KnownIssue } from '../knownIssue'

const object = (found: Evidence): string => value(found, /object '([^'\n]{1,200})'/, 'that the error names')

const controllerIn = (found: Evidence): string =>
  value(
    found,
    /operation failed on ([\w.-]{1,120}?)\.? /,
    value(found, /(?:found on|auf|on) '([\w.-]{1,120})'/, found.run.domainController ?? 'the one that the error names')
  )

const denied = anyOf(code('00002098', '00000005'), has('INSUFF_ACCESS_RIGHTS'))

const oneController = (found: Evidence) =>
  say(
    `Add the switch /DomainController to the next command, with a writable domain controller of the site (the run used ${controllerIn(found)}): setup then reads and writes on one.`
  )

const showReplication = [
  inCmd('See whether Active Directory replicates, in an elevated Command Prompt (cmd.exe):', 'repadmin /replsummary'),
  inCmd('And in full, in the same Command Prompt:', 'repadmin /showrepl')
]

/** What one domain controller has and another does not, yet. */
export const replicationDelay: ReadonlyArray<KnownIssue> = [
  known({
    id: 'name-reference-invalid',
    title: 'A domain controller does not know an object yet that setup refers to',
    link: 'https://learn.microsoft.com/exchange/troubleshoot/setup/setup-of-mailbox-role-fails-with-error',
    where: allOf(
      anyOf(code('000020B5'), has('The name reference is invalid'), has('This may be caused by replication latency')),
      not(denied)
    ),
    meaning:
      'Setup wrote a reference (such as homeMDB) on one domain controller, to an object that it made on another. The directory says that this is replication latency.',
    expected: (found) =>
      `the object to which ${value(found, /\(((?:home|ms)\w{2,60})\)/, 'the attribute of the error')} refers to be on ${controllerIn(found)}; let Active Directory replicate, and resume setup`,
    steps: [...showReplication, oneController]
  }),
  known({
    id: 'server-object-not-found',
    title: 'Setup does not find the object of its own server',
    link: 'https://learn.microsoft.com/answers/questions/275013',
    where: allOf(
      raised('ManagementObjectNotFoundException'),
      step('ExchangeServer'),
      modeOrUntold('install', 'upgrade', 'recover')
    ),
    meaning:
      'The domain controller that setup uses does not show the server object: it has not replicated, the account may not read it, or the server name was changed.',
    expected: (found) =>
      `the object ${object(found)} to be readable on ${controllerIn(found)}; repair replication or rights, and resume setup`,
    steps: [
      inPowerShell(
        'See whether the object exists and can be read, in PowerShell with the Active Directory module:',
        "Get-ADObject -SearchBase (Get-ADRootDSE).configurationNamingContext -LDAPFilter '(objectClass=msExchExchangeServer)' | Format-Table Name, DistinguishedName"
      ),
      ...showReplication,
      'Check that the computer account of {machine} is a member of Exchange Servers and Exchange Trusted Subsystem.',
      'If no domain controller has the object, restore it from the Active Directory Recycle Bin or a backup. Setup /m:RecoverServer needs it, too: from it that makes the server again.',
      oneController
    ]
  }),
  known({
    id: 'secondary-object-conflict',
    title: 'A conflict object is beside the right one in the directory',
    link: 'https://learn.microsoft.com/troubleshoot/windows-server/active-directory/diagnose-replication-failures',
    where: allOf(
      names('0ACNF:'),
      anyOf(
        raised('ManagementObjectAmbiguousException'),
        has('multiple objects'),
        has('is not unique'),
        has('already exists')
      )
    ),
    meaning:
      'Two domain controllers made the same object at the same time. The loser was renamed with CNF in its name, and setup finds both.',
    expected: 'only one of the objects to be there; look which one is used, and remove the other',
    steps: [
      inPowerShell(
        'Find conflict objects of Exchange, in PowerShell with the Active Directory module:',
        "Get-ADObject -SearchBase (Get-ADRootDSE).configurationNamingContext -LDAPFilter '(cn=*\\0ACNF:*)' -Properties whenCreated | Format-List DistinguishedName, whenCreated"
      ),
      'Compare both in ADSI Edit, write them down, and delete the one with CNF in its name if nothing refers to it.'
    ]
  })
]
