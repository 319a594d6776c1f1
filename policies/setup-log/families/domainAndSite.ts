import type { Step } from '../../../judging/policy'
import { inCmd, inPowerShell, say } from '../../../judging/resolutionSteps'
import { anyOf, code, has, onEither, onRules, value, windowsCode } from '../issue'
import type { Evidence, KnownIssue } from '../knownIssue'
import { kindOfRun } from '../runKind'
import { machineOf, prepare, runAgain } from '../setupCommands'
import { domainControllers } from './domainControllers'
import { topologyService } from './topologyService'
import { validation } from './validation'

const readiness = 'https://learn.microsoft.com/exchange/plan-and-deploy/deployment-ref/readiness-checks'
const preparing = 'https://learn.microsoft.com/exchange/plan-and-deploy/prepare-ad-and-domains'

/** A step with the name of a host; none where it isn't known, or holds what cmd.exe would take for something else. */
const ofHost = (name: string | null, step: (host: string) => Step): ReadonlyArray<Step> =>
  name !== null && /^[A-Za-z0-9][\w.-]{0,254}$/.test(name) ? [step(name)] : []

export const levelRules = [
  'ForestLevel*',
  'MsDSBehaviorVersionRequirement',
  'LocalDomainModeMixed',
  'RootDomainModeMixed',
  'PrepareDomainModeMixed',
  'SchemaFSMONotWin2003SPn'
]

/** The domain controller that the rule names; some versions of setup write the site in its place, and it where the site belongs. */
const controller = (found: Evidence): string | null => {
  const { domainController, site } = found.run
  const named = value(found, /domain controller '([\w.-]{1,255})'/, domainController ?? '')
  if (named === '' || named.toLowerCase() !== site?.toLowerCase()) return named || null
  return domainController ?? (value(found, /same site as this computer \(([\w.-]{1,255})\)/, '') || null)
}

const siteOfController = (found: Evidence): string =>
  value(found, /Active Directory site '([^'\n]{1,100})'/, 'of the schema master')

/** Only the schema master is prepared, so the computer moves to it, not the site to the computer. */
const atSchemaMaster = (found: Evidence): ReadonlyArray<Step> =>
  kindOfRun(found.run) === 'prepare'
    ? [
        inCmd(
          'See which domain controller is the schema master, in an elevated Command Prompt (cmd.exe):',
          'netdom query fsmo'
        ),
        prepare(
          found.run,
          /\/Prepare(?:Schema|AllDomains)\b/i.exec(found.run.command ?? '')?.[0] ?? '/PrepareAD',
          `On a 64-bit computer in the site ${siteOfController(found)} and in the domain of the schema master: `
        )
      ]
    : []

/** Where the server, the domain controllers and the schema master stand. */
export const domainAndSite: ReadonlyArray<KnownIssue> = [
  ...validation,
  onRules(['DomainPrepRequired', 'PrepareDomainNotFound'], {
    id: 'local-domain-not-prepared',
    title: 'The domain is not prepared for Exchange',
    link: preparing,
    meaning:
      'The local domain lacks what /PrepareDomain makes (LocalDomainIsPrepped is False), or that has not replicated yet.',
    expected: ({ run }) =>
      `the domain ${run.domain ?? 'of the server'} to be prepared; run setup /PrepareDomain there, and wait for replication`,
    steps: (found) => [
      prepare(
        found.run,
        '/PrepareDomain',
        `As a member of Domain Admins of ${found.run.domain ?? 'the domain'} and of Organization Management: `
      ),
      prepare(found.run, '/PrepareAllDomains', 'Or for all domains at once, as a member of Enterprise Admins: '),
      inCmd('Wait until Active Directory has replicated the changes:', 'repadmin /showrepl'),
      runAgain(found)
    ]
  }),
  onEither(
    ['DomainControllerIsOutOfSite'],
    has('must use a domain controller in the same site'),
    {
      id: 'domain-controller-out-of-site',
      title: 'The domain controller is not in the site of the server',
      link: readiness,
      meaning:
        'Setup needs a domain controller in the Active Directory site of the server. The controller that it chose, or that was ' +
        'given to it, belongs to another site or to none, often for a missing subnet or a missing site of the controller.',
      expected: (found) =>
        kindOfRun(found.run) === 'prepare'
          ? `the directory to be prepared on a computer in the site ${siteOfController(found)}; run setup there`
          : `${controller(found) ?? 'the domain controller'} and ${machineOf(found.run)} to be in one Active Directory site` +
            `${found.run.site === null ? '' : ` (${found.run.site})`}; correct sites and subnets`,
      steps: (found) => [
        ...atSchemaMaster(found),
        inCmd(`See where both stand, first on ${machineOf(found.run)}:`, 'nltest /dsgetsite'),
        ...ofHost(controller(found), (host) =>
          inCmd('Then the domain controller:', `nltest /server:${host} /dsgetsite`)
        ),
        say(
          kindOfRun(found.run) === 'prepare'
            ? 'Only if a subnet is mapped to the wrong site: correct that in Active Directory Sites and Services.'
            : 'In Active Directory Sites and Services, map the subnets of both to the same site, or place a domain controller and global catalog in the site of the server.'
        ),
        ...(kindOfRun(found.run) === 'prepare'
          ? []
          : [
              say(
                'If setup was given /DomainController, name one of the same site; if Exchange was pinned to a controller (Set-ExchangeServer -StaticDomainControllers), lift that.'
              ),
              runAgain(found)
            ])
      ]
    },
    [...levelRules, 'CannotAccessAD', 'SchemaUpdateRequired']
  ),
  onRules(['ConfigDCHostNameMismatch'], {
    id: 'domain-controller-forced',
    title: 'A domain controller is forced in the registry',
    link: readiness,
    meaning: 'The configuration domain controller that is set for this server is not the one that setup uses.',
    expected: ({ run }) => `no domain controller to be forced on ${machineOf(run)}; remove the setting`,
    steps: (found) => [
      say(
        'Look in HKLM\\SYSTEM\\CurrentControlSet\\Services\\MSExchange ADAccess and below for ConfigDCHostName, and remove it after writing it down.'
      ),
      runAgain(found)
    ]
  }),
  onRules(
    [
      'PrimaryDNSTestFailed',
      'HostRecordMissing',
      'FqdnMissing',
      'DNSDomainNameNotValid',
      'ComputerNameDiscrepancy',
      'ServerNameNotValid'
    ],
    {
      id: 'dns',
      title: 'The name of the server or its DNS is not right',
      link: readiness,
      meaning: 'Setup could not ask the DNS server of this computer, or the computer has no valid host record there.',
      expected: ({ run }) =>
        `${machineOf(run)} to be registered in DNS; correct the DNS client settings and register it`,
      steps: (found) => [
        inCmd('Let the network adapter ask only the DNS servers of the domain, and run:', 'ipconfig /registerdns'),
        ...ofHost(found.run.machine, (host) => inCmd('Check:', `nslookup ${host}`)),
        runAgain(found)
      ]
    }
  ),
  onEither(
    ['CannotAccessAD'],
    anyOf(
      has("Active Directory doesn't exist, or it can't be contacted"),
      has('specified domain does not exist or cannot be contacted'),
      has('specified domain either does not exist or could not be contacted'),
      has('no logon servers available'),
      windowsCode('1355', '1311'),
      code('0x8007054B', '0x8007051F')
    ),
    {
      id: 'active-directory-out-of-reach',
      title: 'Active Directory can not be reached',
      link: readiness,
      meaning:
        'The computer is not joined to a domain, or no domain controller and global catalog answered. ' +
        'Other rules that failed beside it may follow from this.',
      expected: ({ run }) =>
        `${machineOf(run)} to reach a domain controller and global catalog of its site; repair the way there first`,
      steps: (found) => [
        inCmd('In an elevated Command Prompt (cmd.exe):', 'nltest /dsgetdc: /gc /force'),
        inCmd('On the domain controller:', 'dcdiag'),
        inCmd('Check site and subnet:', 'nltest /dsgetsite'),
        runAgain(found)
      ]
    },
    ['LoggedOntoDomain', 'InvalidADSite', ...levelRules]
  ),
  onEither(
    ['InvalidADSite'],
    has("doesn't belong to a valid Active Directory site"),
    {
      id: 'computer-without-site',
      title: 'The computer belongs to no Active Directory site',
      link: 'https://learn.microsoft.com/windows-server/identity/ad-ds/plan/site-functions',
      meaning:
        'No subnet in Active Directory Sites and Services holds the address of this computer, or it could not ask for its site. ' +
        'Other rules on the site and on domain controllers follow from this.',
      expected: ({ run }) => `the subnet of ${machineOf(run)} to be mapped to a site; add it, and run setup again`,
      steps: (found) => [
        inCmd(`See the site on ${machineOf(found.run)}:`, 'nltest /dsgetsite'),
        say('In Active Directory Sites and Services, add the subnet of its address, and map it to the site.'),
        inCmd('After replication, let the computer ask again:', 'nltest /dsgetsite'),
        runAgain(found)
      ]
    },
    ['DomainControllerIsOutOfSite']
  ),
  onEither(levelRules, has('functional level of the current Active Directory forest'), {
    id: 'functional-level',
    title: 'The functional level of the forest or of a domain is too low',
    link: 'https://learn.microsoft.com/exchange/plan-and-deploy/supportability-matrix',
    meaning:
      'This version of Exchange needs a higher functional level, or could not read it; where Active Directory could not be ' +
      'reached either, that comes first.',
    expected: 'forest and domains to be at a functional level that this version supports; raise it',
    steps: (found) => [
      inPowerShell(
        'In PowerShell with the Active Directory module:',
        '(Get-ADForest).ForestMode',
        '(Get-ADDomain).DomainMode'
      ),
      say(
        'If a level is too low: replace domain controllers of older Windows versions, and raise the levels in Active Directory Domains and Trusts.'
      ),
      runAgain(found)
    ]
  }),
  onRules(['ComputerRODC', 'LocalComputerIsDCInChildDomain'], {
    id: 'on-domain-controller',
    title: 'Exchange can not be installed on this domain controller',
    link: readiness,
    meaning: 'The computer is a read-only domain controller, or a domain controller in a child domain.',
    expected: ({ run }) => `${machineOf(run)} to be a member server; install Exchange elsewhere`,
    steps: (found) => [say('Choose a member server for Exchange.'), runAgain(found)]
  }),
  topologyService,
  ...domainControllers
]
