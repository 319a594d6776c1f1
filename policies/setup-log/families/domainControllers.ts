import { inCmd, inPowerShell, say } from '../../../judging/resolutionSteps'
import { both, code, either, has, nearby, onError } from '../issue'
import type { KnownIssue } from '../knownIssue'
import { machineOf, runAgain } from '../setupCommands'

/** Domain controllers that are not there, not fit, or not heard. */
export const domainControllers: ReadonlyArray<KnownIssue> = [
  onError(
    either(
      has('SuitabilityDirectoryException'),
      has('NoSuitableServerFoundException'),
      has('suitable domain controller'),
      has('SuitabilityException'),
      has('ADTransientException'),
      has('ServerInMMException')
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
    both(
      either(has('IsRODCType'), both(has('startIndex'), has('ArgumentOutOfRangeException'))),
      either(has('DirectoryCommon'), has('InitializeDomainPermissions'), has('IsRODCType'))
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
    either(
      code('1722', '0x800706BA'),
      has('RPC server is unavailable'),
      both(has('COMException'), nearby('0x800706ba'))
    ),
    {
      id: 'rpc-unreachable',
      title: 'A server did not answer over RPC',
      link: 'https://learn.microsoft.com/troubleshoot/windows-client/networking/rpc-errors-troubleshooting',
      meaning:
        'A remote procedure call found no listener: a server is down, its name resolves wrongly, or a firewall stands between.',
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
