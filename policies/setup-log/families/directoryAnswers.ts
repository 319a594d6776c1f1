import { inCmd, inPowerShell, say } from '../../../judging/resolutionSteps'
import { known } from '../entry'
import { allOf, anyOf, code, has, raised, step, value } from '../issue'
import type { Evidence, KnownIssue, Owner } from '../knownIssue'
import { inShell } from '../runState'
import { directoryObject } from './directoryObject'

const section: Owner = 'exchange-setup-or-preparead-error'

const access = 'https://learn.microsoft.com/exchange/plan-and-deploy/active-directory/ad-access'

const replicate = inCmd(
  'See whether Active Directory replicates, in an elevated Command Prompt (cmd.exe):',
  'repadmin /replsummary'
)

const domain = (found: Evidence): string =>
  value(
    found,
    /in (?:the )?domain '?((?:DC=[\w-]{1,63},?){1,8}|[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})/i,
    'that the error names'
  ).replace(/,$/, '')

/** The same as DNS writes it; null where the error names no domain. */
const dnsName = (found: Evidence): string | null => {
  const name = domain(found).replace(/,?DC=/gi, '.').replace(/^\./, '')
  return /^[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}$/.test(name) ? name : null
}

const taken = (found: Evidence): string =>
  value(found, /proxy address "?(?:smtp:)?([^"\s]{3,200})"/i, 'the address that the error names')

const holder = (found: Evidence): string => value(found, /LegacyExchangeDN of "([^"\n]{3,200})"/i, 'another recipient')

const object = (found: Evidence): string => value(found, /object "([^"\n]{1,200})"/i, 'that the error names')

/** Answers of the directory that say what is wrong, and objects of the organization in a state that setup refuses. */
export const directoryAnswers: ReadonlyArray<KnownIssue> = [
  known({
    id: 'no-domain-controller-in-domain',
    title: 'No domain controller of a domain answers',
    section,
    link: access,
    where: anyOf(
      has('Could not find any available Domain Controller'),
      has('Could not find any available Global Catalog'),
      has('any available domain controller in domain')
    ),
    meaning:
      'Setup reads every domain of the forest; no domain controller of this one answers: it is off, out of reach, or the domain is gone and left over in the forest.',
    expected: (found) =>
      `a domain controller of the domain ${domain(found)} to answer {machine}; repair that, and run setup again`,
    steps: [
      (found) =>
        inPowerShell(
          `Find the domain controllers of the domain, in PowerShell${dnsName(found) === null ? ' (put its DNS name in the place of DOMAIN)' : ''}:`,
          `nltest.exe /dsgetdc:${dnsName(found) ?? 'DOMAIN'} /force`
        ),
      'Open the ports 53, 88, 135, 389, 445 and 3268 between {machine} and those domain controllers.',
      'Remove what is left of a domain that is gone (ntdsutil, metadata cleanup).',
      replicate
    ]
  }),
  known({
    id: 'directory-busy',
    title: 'The directory was busy',
    section,
    link: access,
    where: anyOf(code('0000200E'), has('The directory service is busy')),
    meaning:
      'The domain controller could not do the change at that time: another one of the same object, a backup, or replication was under way.',
    expected: 'the domain controller to be idle enough; wait, see that it replicates, and run setup again',
    steps: [
      replicate,
      'Run setup again when backups and bulk changes have ended, or with /DomainController and another one.'
    ]
  }),
  known({
    id: 'directory-quota',
    title: 'The account has used up its quota of objects in the directory',
    section,
    link: 'https://learn.microsoft.com/troubleshoot/windows-server/active-directory/default-limit-to-number-workstations-join-domain',
    where: anyOf(code('00000718'), has('Not enough quota is available to process this command')),
    meaning: 'A quota of the partition limits how many objects an account may own, and setup needs to make more.',
    expected: 'no quota to limit {user} in the directory; lift it or use another account, and run setup again',
    steps: [
      inCmd('See which quotas are set, in an elevated Command Prompt (cmd.exe):', 'dsquery quota domainroot'),
      inCmd('And those of the configuration partition, in the same Command Prompt:', 'dsquery quota forestroot'),
      'Lift the quota (dsmod quota) or run setup as a member of Enterprise Admins that has none.'
    ]
  }),
  known({
    id: 'exsetdata-object-missing',
    title: 'An object that setup writes to is missing in the directory',
    section,
    link: access,
    where: allOf(
      raised('ExsetdataException'),
      anyOf(has('2147950640'), code('0x80072030'), has('no such object on the server'))
    ),
    meaning:
      'Setup writes to the objects of this server and of the organization; one of them is not on the domain controller that it uses: deleted, or not replicated yet.',
    expected:
      'the objects of {machine} below Servers to be whole on the domain controller that setup uses; let them replicate, and resume setup',
    steps: [
      replicate,
      (found) =>
        say(
          `See whether this is there: ${directoryObject(found, 'the last distinguished name in the lines before the error')}.`
        ),
      'Compare the object of {machine} in ADSI Edit (configuration partition, Servers) with that of another server: Protocols, InformationStore, Transport Configuration.',
      'Restore a deleted one from the Active Directory Recycle Bin; without one, setup /m:RecoverServer makes the server anew.'
    ]
  }),
  known({
    id: 'object-of-newer-version',
    title: 'An object was last changed by a newer version of Exchange',
    section,
    link: 'https://learn.microsoft.com/exchange/plan-and-deploy/supportability-matrix',
    where: anyOf(
      has("can't be modified by this version of Exchange"),
      has('cannot be modified by this version of Exchange'),
      has('last modified by a newer version of Exchange'),
      has('current version of Exchange', 'newer version')
    ),
    meaning: 'A newer version of Exchange already changed the object, and an older setup may not write it.',
    expected: (found) =>
      `setup to be of the newest version in the organization (see the object ${object(found)}); take that medium, and run setup again`,
    steps: [
      (found) => inShell(found, 'Get-ExchangeServer | Format-Table Name, AdminDisplayVersion'),
      'Run /PrepareAD and setup from the medium of the newest Cumulative Update of the newest version that is installed.'
    ]
  }),
  known({
    id: 'address-taken',
    title: 'The address of a system mailbox belongs to another recipient',
    section,
    link: 'https://learn.microsoft.com/exchange/architecture/mailbox-servers/recreate-arbitration-mailboxes',
    where: anyOf(raised('ProxyAddressExistsException'), has('is already being used by the proxy addresses')),
    meaning:
      'Setup gives a mailbox an address which another object of the forest holds in proxyAddresses, so that it may not be given twice.',
    expected: (found) =>
      `${taken(found)} to belong to the system mailbox alone; take it from ${holder(found)}, and resume setup`,
    steps: [
      (found) =>
        inPowerShell(
          `In PowerShell with the Active Directory module, find who holds ${taken(found)}. Put a global catalog in the place of DC, and the address in that of ADDRESS:`,
          "Get-ADObject -Server DC:3268 -LDAPFilter '(proxyAddresses=smtp:ADDRESS)' -Properties proxyAddresses, whenCreated"
        ),
      'Write the value down, and remove it from the object that is not the system mailbox. Do not delete arbitration mailboxes.'
    ]
  }),
  known({
    id: 'canned-roles',
    isGeneral: true,
    title: 'The management roles of Exchange could not be brought up to date',
    section,
    link: 'https://learn.microsoft.com/exchange/permissions/permissions',
    where: allOf(
      anyOf(step('install-CannedRbacRoles'), step('install-CannedRbacRoleAssignments'), step('Install-CannedRbac')),
      anyOf(
        raised('KeyNotFoundException', 'NullReferenceException', 'ArgumentException', 'InvalidOperationException'),
        raised('ManagementObjectNotFoundException', 'DataValidationException', 'ADObjectAlreadyExistsException'),
        has('role', 'not found'),
        has('role', "couldn't be found")
      )
    ),
    meaning:
      'PrepareAD rewrites the roles, role groups and assignments below RBAC; one was removed, changed by hand, or is of another version.',
    expected:
      'the roles and assignments below CN=RBAC to be whole; see which one the lines before the error name, mend it, and run /PrepareAD again',
    steps: [
      (found) =>
        say(`Look first at ${directoryObject(found, 'the last role or assignment in the lines before the error')}.`),
      (found) =>
        inShell(
          found,
          'Get-ManagementRoleAssignment | Where-Object { -not $_.IsValid } | Format-List Name, Role, RoleAssignee'
        ),
      'Look for conflict objects (CNF) and objects without a name below CN=RBAC in ADSI Edit, and export any before you remove it.',
      replicate
    ]
  })
]
