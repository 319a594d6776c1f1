import { inPowerShell } from '../../../judging/resolutionSteps'
import { known } from '../entry'
import { allOf, anyOf, code, has, not, raised, step, windowsCode, word } from '../issue'
import type { KnownIssue } from '../knownIssue'
import { listNeeds } from '../onTheServer'
import { startService } from '../runState'
import { whyNotStarted } from './serviceCauses'
import { service } from './serviceNames'

/** Services that are enabled and do not come up, and names that lead nowhere. */
export const serviceStart: ReadonlyArray<KnownIssue> = [
  known({
    id: 'service-not-running-in-time',
    title: 'A service did not come up in time',
    section: 'setup-fails-with-cannot-start-the-service-error',
    link: 'https://learn.microsoft.com/exchange/plan-and-deploy/install-cumulative-updates',
    where: allOf(
      raised('ServiceDidNotReachStatusException'),
      anyOf(has('failed to reach status', 'running'), word('running'), step('start-SetupService')),
      not(anyOf(has('disabled'), word('MSExchangeTransport', 'FMS')))
    ),
    meaning:
      'Setup started the service and waited. It ended again or hung: one that it depends on is Disabled, or it could not do its work.',
    expected: (found) =>
      `the service ${service(found)} to stay up when it is started; see why it ends, and resume setup`,
    steps: [
      (found) => (service(found, '') === '' ? listNeeds(null) : []),
      whyNotStarted,
      (found) => (service(found, '') === '' ? [] : startService(found, service(found, ''))),
      'On a server without the internet, let the check of revoked certificates fail fast: set a proxy or clear the check for the time of setup.'
    ]
  }),
  known({
    id: 'service-dependency-missing',
    title: 'A service that another one depends on is missing',
    section: 'setup-fails-with-cannot-start-the-service-error',
    link: 'https://learn.microsoft.com/windows/win32/services/service-dependencies',
    where: anyOf(
      has('The dependency service does not exist or has been marked for deletion'),
      windowsCode('1075'),
      code('0x80070433')
    ),
    meaning: 'The service depends on another one that was removed, renamed, or is marked for deletion.',
    expected: (found) =>
      `all services that ${service(found)} depends on to be there; bring the missing one back, and resume setup`,
    steps: [
      (found) => listNeeds(service(found, '') === '' ? null : service(found, '')),
      'Compare the list with another server of the same build. Remove a dependency that another product added (sc.exe config, depend=).',
      'Close Services and Task Manager in all sessions, and restart {machine}, for a service that is marked for deletion.'
    ]
  }),
  known({
    id: 'host-name-not-resolved',
    title: 'The name of a server could not be resolved',
    link: 'https://learn.microsoft.com/exchange/plan-and-deploy/deployment-ref/host-record-not-in-dns',
    where: anyOf(has('No such host is known'), has('could not be resolved by DNS')),
    meaning: 'Setup asked for a server by its name, and DNS has no record of it.',
    expected: '{machine} and the domain controllers to be in DNS; register the missing name, and run setup again',
    steps: [
      inPowerShell(
        'See what DNS knows of this computer, in PowerShell:',
        'Resolve-DnsName -Name ([System.Net.Dns]::GetHostName())'
      ),
      'Let the network adapter ask only the DNS servers of the domain, and run ipconfig /registerdns.'
    ]
  }),
  known({
    id: 'identity-not-translated',
    title: 'Windows could not translate an account or a SID',
    section: 'exchange-setup-or-preparead-error',
    link: 'https://learn.microsoft.com/dotnet/api/system.security.principal.identitynotmappedexception',
    where: allOf(
      anyOf(
        raised('IdentityNotMappedException'),
        has('identity references could not be translated'),
        has('No mapping between account names and security IDs')
      ),
      not(has("Couldn't resolve the user or group"))
    ),
    meaning: 'Setup gives rights to an account or group that does not exist, or whose domain does not answer.',
    expected:
      'the accounts and groups that setup names to exist and their domains to answer; see which is missing, and run setup again',
    steps: [
      'Find the group in the lines before the error, and see whether it is in Microsoft Exchange Security Groups.',
      'If a group of Exchange is missing, run /PrepareAD, which makes it, and wait for replication.',
      'If it belongs to another domain, check the trust (nltest /trusted_domains).'
    ]
  })
]
