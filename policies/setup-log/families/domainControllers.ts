import { inCmd, inPowerShell, say } from '../../../judging/resolutionSteps'
import { allOf, anyOf, code, has, nearby, not, onError, raised, status, value, windowsCode } from '../issue'
import type { Evidence, KnownIssue } from '../knownIssue'
import { machineOf, runAgain } from '../setupCommands'
import { testPorts } from './where'

const silent = (found: Evidence): string =>
  value(
    found,
    /suitability of server\s+'?([\w.-]{1,255})/i,
    value(found, /'([\w-]{1,63}(?:\.[\w-]{1,63}){1,6})'/, 'the domain controller that the error names')
  )

const unsuitable = raised('SuitabilityDirectoryException', 'NoSuitableServerFoundException')

/** Domain controllers that are not there, not fit, or not heard. */
export const domainControllers: ReadonlyArray<KnownIssue> = [
  onError(allOf(status('0x51'), anyOf(has('check the suitability of server'), unsuitable)), {
    id: 'domain-controller-silent',
    title: 'A domain controller that setup asked does not answer',
    link: 'https://learn.microsoft.com/exchange/plan-and-deploy/active-directory/ad-access',
    meaning:
      'No answer came by LDAP (0x51): the domain controller is off, or gone and still in the directory or in DNS, or a firewall closes its ports.',
    expected: (found) =>
      `${silent(found)} to answer on the ports 389 and 3268, or to be removed from the directory if it is gone; repair that, and run setup again`,
    steps: (found) => [
      testPorts(found, silent(found)),
      say(
        `If ${silent(found)} is gone for good, remove what is left of it: delete its computer object in Active Directory Users and Computers, its server object in Active Directory Sites and Services, and its records in DNS.`
      ),
      inCmd('If it runs, let it check itself, in an elevated Command Prompt (cmd.exe) there:', 'dcdiag'),
      say(
        'Until then setup can ask another one: add /DomainController with a healthy one of the site to the next command.'
      ),
      runAgain(found)
    ]
  }),
  onError(
    allOf(
      anyOf(
        has('SuitabilityDirectoryException'),
        has('NoSuitableServerFoundException'),
        has('suitable domain controller'),
        has('ServerInMMException')
      ),
      not(status('0x52'))
    ),
    {
      id: 'no-suitable-domain-controller',
      title: 'Setup found no suitable domain controller',
      link: 'https://learn.microsoft.com/exchange/plan-and-deploy/active-directory/ad-access',
      meaning:
        'No domain controller or global catalog passed the checks of Exchange: unreachable, in another site, not a global catalog, or without the audit right.',
      expected: ({ run }) =>
        `a writable domain controller and global catalog to be reachable from ${machineOf(run)}; repair it, and run setup again`,
      steps: (found) => [
        say('In the Application log, event 2080 of MSExchange ADAccess, see what each domain controller fails of.'),
        inCmd('Check replication:', 'repadmin /showrepl'),
        inCmd('Check the controllers:', 'dcdiag /q'),
        runAgain(found)
      ]
    }
  ),
  onError(
    allOf(
      anyOf(has('IsRODCType'), allOf(has('startIndex'), has('ArgumentOutOfRangeException'))),
      anyOf(has('DirectoryCommon'), has('InitializeDomainPermissions'), has('IsRODCType'))
    ),
    {
      id: 'domain-controller-host-name',
      title: 'A domain controller has no full DNS host name',
      link: 'https://learn.microsoft.com/exchange/plan-and-deploy/prepare-ad-and-domains',
      meaning:
        'Setup cuts the host name of each domain controller at its first dot; one has a dNSHostName without a domain, or none.',
      expected: 'every domain controller to have its full name in dNSHostName; correct the one that has not',
      steps: (found) => [
        inPowerShell(
          'In PowerShell with the Active Directory module:',
          'Get-ADComputer -SearchBase (Get-ADDomain).DomainControllersContainer -Filter * -Properties dNSHostName | Select-Object Name, dNSHostName'
        ),
        say('Correct the attribute, or remove what is left of a domain controller that is gone.'),
        runAgain(found)
      ]
    }
  ),
  onError(
    anyOf(
      windowsCode('1722'),
      code('0x800706BA'),
      has('RPC server is unavailable'),
      allOf(has('COMException'), nearby('0x800706ba'))
    ),
    {
      id: 'rpc-unreachable',
      isGeneral: true,
      title: 'A server did not answer over RPC',
      link: 'https://learn.microsoft.com/troubleshoot/windows-client/networking/rpc-errors-troubleshooting',
      meaning:
        'A remote procedure call found no listener: a server is down, its name resolves wrongly, or a firewall blocks the connection.',
      expected: 'the server that the error names to answer over RPC; repair name resolution, firewall or service',
      steps: (found) => [
        say(
          'Check name and port 135 in PowerShell: Test-NetConnection -Port 135 with the server that the lines before the error name.'
        ),
        say('Start the service Remote Procedure Call there, and open the dynamic ports in the firewalls between.'),
        runAgain(found)
      ]
    }
  )
]
