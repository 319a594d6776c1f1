import { inCmd, say } from '../../../judging/resolutionSteps'
import { anyOf, has, onError } from '../issue'
import type { KnownIssue } from '../knownIssue'
import { kindOfRun } from '../runKind'
import { startService } from '../runState'
import { runAgain } from '../setupCommands'

/** The service by which Exchange finds domain controllers; preparing the directory looks for one without it. */
export const topologyService: KnownIssue = onError(
  anyOf(
    has('shared config DC'),
    has('SharedConfigDC'),
    has('TopologyClientTcpEndpoint'),
    has('Topology Provider'),
    has('Could not connect to net.tcp', 'TopologyService')
  ),
  {
    id: 'topology-service-not-running',
    title: 'The service Microsoft Exchange Active Directory Topology does not run',
    section: 'setup-fails-with-cannot-start-the-service-error',
    meaning:
      'Setup asks the service Microsoft Exchange Active Directory Topology (MSExchangeADTopology) for a domain controller, ' +
      'and it did not answer. On a second try the first one has often left it Disabled. Otherwise it finds no suitable domain ' +
      'controller, because rights or a global catalog in the site are missing.',
    expected: ({ run }) =>
      kindOfRun(run) === 'prepare'
        ? 'a domain controller with a global catalog to answer; find why none does, and run setup again'
        : 'MSExchangeADTopology to run while setup does; set it to Automatic, start it, and resume setup',
    steps: (found) => [
      ...(kindOfRun(found.run) === 'prepare'
        ? [
            inCmd(
              'Such a run needs no service of Exchange, but a domain controller and a global catalog in reach: test DNS, the ports (389, 3268) and replication, in cmd.exe:',
              'nltest /dsgetdc: /gc'
            ),
            inCmd('Then in the same window:', 'dcdiag /test:dns')
          ]
        : [
            ...startService(found, 'MSExchangeADTopology'),
            say('The Net.Tcp Port Sharing Service (NetTcpPortSharing) must not be Disabled, and WinMgmt must run.')
          ]),
      say(
        'If it does not stay up, read the Application log, MSExchangeADTopology and MSExchange ADAccess (2080: which domain controllers are suitable; 2114, 2142: none found).'
      ),
      ...(kindOfRun(found.run) === 'prepare'
        ? []
        : [say('Start it again whenever setup has stopped it, as long as setup has not finished.')]),
      runAgain(found)
    ]
  }
)
