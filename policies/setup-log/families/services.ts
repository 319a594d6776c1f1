import type { Step } from '../../../judging/policy'
import { say } from '../../../judging/resolutionSteps'
import {
  allOf,
  anyOf,
  code,
  has,
  like,
  msiCode,
  not,
  onEither,
  onError,
  raised,
  step,
  when,
  windowsCode,
  word
} from '../issue'
import type { Evidence, KnownIssue, Owner } from '../knownIssue'
import { kindOfRun } from '../runKind'
import { startService } from '../runState'
import { machineOf, runAgain } from '../setupCommands'
import { endHolders, holders } from './openPrograms'
import {
  filtering,
  halfDisabledIPv6,
  keepLogs,
  keepLogsIfDisabled,
  restoreOthers,
  tellsDisabled,
  transportAgents,
  warnsOfAgents,
  whyNotStarted
} from './serviceCauses'
import { service } from './serviceNames'

const starting: Owner = 'setup-fails-with-cannot-start-the-service-error'
const stopping: Owner = 'installation-fails-due-to-services-not-stopping'
const antivirus = 'https://learn.microsoft.com/exchange/antispam-and-antimalware/windows-antivirus-software'

/** The steps about the service that the error names; none where it names none. */
const namedService = (found: Evidence): ReadonlyArray<Step> => {
  const name = service(found, '')
  return name === '' ? [] : startService(found, name)
}

const keepRecords =
  'Keep a copy of the folder ExchangeSetupLogs, then rename it; set the services that were active before to Automatic.'

const startFailed =
  /\b(?:service|dienst)\b[^\n]{0,200}\b(?:failed to start|cannot be started|(?:kann|konnte) nicht (?:[^\n]{1,60} )?gestartet werden)\b/

const stopFailed = /\bservice '[^'\n]{1,150}' \([\w$.-]{1,80}\) (?:failed to stop|could not be stopped)\b/

/** The words around them differ with the language; the script and the status do not. */
const startsService = step('start-SetupService')

const startsTransport = allOf(
  startsService,
  when(({ error: { script } }) =>
    /\bstart-SetupService\s+-ServiceName:?\s*["']?(?:MSExchangeTransport|FMS)(?!\w)/i.test(script ?? '')
  )
)

const cannotStart = anyOf(
  has('ServiceCommandException', 'start'),
  has('cannot start service'),
  has('cannot start the service'),
  has('failed to reach status', 'running'),
  has('ServiceDidNotReachStatusException', 'running'),
  has('ServiceDisabledException'),
  allOf(has('ServiceCommandException'), step('start')),
  has("service couldn't be started"),
  like(startFailed, 'service X failed to start'),
  windowsCode('1058', '1053', '1068', '1069'),
  msiCode('1920'),
  code('0x80070422')
)

/** Setup was refused the change, a service runs and only its configuration failed, or iisreset did it, which has an issue of its own. */
const wasRefused = anyOf(has('cannot be configured'), allOf(step('iisreset'), has('exit code')))

/** Services that do not start, do not stop, or are Disabled. */
export const services: ReadonlyArray<KnownIssue> = [
  onError(
    anyOf(
      allOf(
        word('MSExchangeTransport', 'FMS'),
        anyOf(
          has('failed to reach status', 'running'),
          allOf(anyOf(raised('ServiceDidNotReachStatusException'), startsService), word('running'))
        )
      ),
      allOf(startsTransport, raised('ServiceDidNotReachStatusException'))
    ),
    {
      id: 'transport-does-not-start',
      title: 'The transport or filtering service did not reach the status Running',
      section: starting,
      meaning:
        'Setup starts transport and waits; it did not come up in time: FMS (of Exchange 2013 and later) Disabled, the queue database damaged, the disk full, a faulty receive connector or certificate, a transport agent of another maker, or, on Exchange 2010, IPv6 half disabled.',
      expected: (found) =>
        filtering(found).length === 0
          ? `the service ${service(found)} to start; set it to Automatic, start it, and resume setup`
          : `the service ${service(found)} to start; set FMS and it to Automatic, start both, and resume setup`,
      steps: (found) => [
        ...(warnsOfAgents(found) ? transportAgents(found) : []),
        ...halfDisabledIPv6(found),
        ...filtering(found),
        ...namedService(found),
        say(
          'If it stops again, read the Application log (MSExchangeTransport) and the free space of the drive of the queue.'
        ),
        ...(warnsOfAgents(found) ? [] : transportAgents(found)),
        runAgain(found)
      ]
    }
  ),
  onError(allOf(cannotStart, not(wasRefused), not(allOf(step('stop-SetupService'), not(step('start-SetupService'))))), {
    id: 'service-disabled',
    title: 'Setup could not start a service',
    section: starting,
    meaning:
      'A service did not start. It is Disabled, or one that it depends on is, as after an earlier try of setup that disabled ' +
      'the services and broke off; or it starts and ends at once. The exception at the root says more.',
    expected: (found) =>
      tellsDisabled(found)
        ? `the service ${service(found)} to be enabled and startable; set it and the services of Exchange that were active before to Automatic, and resume setup`
        : `the service ${service(found)} to start; find in the event logs why it does not, and resume setup`,
    steps: (found) =>
      tellsDisabled(found)
        ? [
            keepLogs,
            ...namedService(found),
            restoreOthers,
            say(
              'If it still does not start, read the System log (Service Control Manager, 7000 to 7034) and the service that it depends on.'
            ),
            runAgain(found)
          ]
        : [...whyNotStarted(found), keepLogsIfDisabled, ...namedService(found), restoreOthers, runAgain(found)]
  }),
  onError(
    anyOf(
      allOf(step('stop-SetupService'), anyOf(has('Time out has expired'), raised('TimeoutException'))),
      has('cannot be stopped'),
      has('cannot stop service'),
      like(/cannot stop \S{1,80} service on computer/, 'Cannot stop X service on computer'),
      like(stopFailed, "Service 'X' (Y) failed to stop"),
      has('A stop control has been sent to a service'),
      has('failed to reach status', 'stopped'),
      has('ServiceDidNotReachStatusException', 'stopped'),
      has('couldn', 'stop', 'service'),
      code('1921', '1061', '1051')
    ),
    {
      id: 'service-does-not-stop',
      title: 'A service did not stop',
      section: stopping,
      link: antivirus,
      meaning:
        'Setup could not stop a service in time: it was busy, an antivirus or monitoring program held its files, or the server had not been restarted for long.',
      expected: (found) =>
        `the service ${service(found)} to stop when setup asks; restart ${machineOf(found.run)}, set the exclusions of the antivirus program, and run setup again`,
      steps: (found) => [
        say(`Restart ${machineOf(found.run)}, and begin setup soon after it.`),
        say(
          'Set the exclusions for Exchange in the antivirus program, or turn it off while setup runs; stop monitoring and backup agents.'
        ),
        ...(kindOfRun(found.run) === 'uninstall' ? [] : [say(keepRecords)]),
        runAgain(found)
      ]
    }
  ),
  onEither(
    ['ProcessNeedsToBeClosedOnUpgrade'],
    anyOf(
      has('processes need to be closed'),
      has('Setup cannot continue with the upgrade because', 'has open files'),
      has('has open files. Close the process')
    ),
    {
      id: 'open-processes',
      title: 'Programs hold files of Exchange open',
      section: stopping,
      link: antivirus,
      meaning: 'Consoles, shells or agents have files of Exchange open, and setup can not replace these.',
      expected: (found) =>
        `no program to hold files of Exchange open on ${machineOf(found.run)}; close ${holders(found) ?? 'what the rule names'}, and run setup again`,
      steps: (found) => [
        say(
          holders(found) === null
            ? `Close ${found.run.settings.find(({ name }) => name === 'OpenProcesses')?.value || 'the programs that the message names'}: shells, Services, Event Viewer, monitoring agents, sessions of other administrators.`
            : `Close ${holders(found)}, and the shells and consoles of all sessions.`
        ),
        ...endHolders(found),
        ...(holders(found) === null ? [say(`If one comes back, restart ${machineOf(found.run)}.`)] : []),
        runAgain(found)
      ]
    }
  ),
  onEither(['ServicesAreMarkedForDeletion'], anyOf(code('1072', '0x80070430'), has('service', 'marked for deletion')), {
    id: 'service-marked-for-deletion',
    title: 'A service is marked for deletion',
    section: stopping,
    link: 'https://learn.microsoft.com/exchange/plan-and-deploy/deployment-ref/readiness-checks',
    meaning: 'A service was removed while something, often an open Services console, still held it.',
    expected: 'no service to be marked for deletion; close all consoles, restart, and run setup again',
    steps: (found) => [
      say('Close Services, Task Manager, Event Viewer and shells in all sessions.'),
      say(`Restart ${machineOf(found.run)}.`),
      runAgain(found)
    ]
  })
]
