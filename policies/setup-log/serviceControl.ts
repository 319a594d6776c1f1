import * as E from 'fp-ts/Either'
import { isAbsent } from '../../facts/fact'
import type { Facts } from '../../facts/facts'
import type { ServiceRun } from '../../facts/sections/servicesBefore'
import { drift, type Judgement, note, unknown } from '../../judging/policy'
import { byHand } from '../../judging/remediation'
import { say } from '../../judging/resolutionSteps'
import { withoutSecrets } from '../../setup-log/secrets'
import { articleSection } from '../article'
import { enableServices } from './onTheServer'

const section = 'installation-fails-due-to-services-not-stopping'

const faultOf = ({ succeeded, errors }: ServiceRun): string | null => {
  if (succeeded === true) return null
  if (succeeded === false) return 'ended with errors'
  return errors.length > 0 ? 'was cut off after an error' : null
}

const isGoodEnd = ({ kind, succeeded, unrestored }: ServiceRun): boolean =>
  kind === 'after' && succeeded === true && unrestored.length === 0

/** The run that first stopped the services after they were last restored: later ones find them stopped already. */
const firstStop = (runs: ReadonlyArray<ServiceRun>): ServiceRun | null => {
  const restored = runs.map(isGoodEnd).lastIndexOf(true)
  return runs.slice(restored + 1).find(({ kind, stopped }) => kind !== 'after' && stopped.length > 0) ?? null
}

/** Which services ran before all tries, in a sentence; empty where no run tells. */
const ranBefore = (runs: ReadonlyArray<ServiceRun>): string => {
  const first = firstStop(runs)
  return first === null
    ? ''
    : `Running before, and not restored since (ServiceControl.log from line ${first.line}): ${first.stopped.join(', ')}.`
}

/** What the last run leaves open: it ended well or breaks off, and what an update does next is not there. */
const openEnd = ({ kind, succeeded, errors }: ServiceRun): string | null => {
  if (succeeded === null && errors.length === 0)
    return kind === 'after'
      ? 'breaks off while it restores the services: an update runs now, or it broke off before all services were enabled again'
      : 'breaks off while it stops the services: an update runs now, or it broke off after it had begun to disable the services'
  return kind === 'before' && succeeded === true
    ? 'stopped and disabled the services, and no run that restores them follows: an update runs now, or it broke off after it had stopped the services'
    : null
}

/** No time stands in the log for a run, so nothing else in the facts can be said to come after it. */
const judgeEnd = (runs: ReadonlyArray<ServiceRun>): ReadonlyArray<Judgement> => {
  const last = runs[runs.length - 1]
  const open = last === undefined ? null : openEnd(last)
  const names = ranBefore(runs)
  return last === undefined || open === null
    ? []
    : [
        unknown(
          ['servicesBefore', 'ServiceControl.log'],
          `the last run in ServiceControl.log (from line ${last.line}) ${open}. Once none runs, install the same update again: it restores the services at its end${names === '' ? '' : `. ${names}`}`
        )
      ]
}

const errorsOf = ({ errors }: ServiceRun): ReadonlyArray<string> =>
  errors.slice(0, 4).map(({ line, text }) => withoutSecrets(`ServiceControl.log, line ${line}: ${text}`))

/** A command of setup that PowerShell did not know: the name stands in the exception, whatever its language. */
const unknownCommand = ({ errors }: ServiceRun): string | null =>
  errors
    .flatMap(({ text }) => {
      const isUnknown = /CommandNotFoundException|is not recognized/i.test(text)
      const [, name] = /['"\u201c\u00ab]\s?([A-Za-z]{2,20}-[A-Za-z]{2,60})\s?['"\u201d\u00bb]/.exec(text) ?? []
      return isUnknown && name !== undefined ? [name] : []
    })
    .find(() => true) ?? null

const causeOf = (run: ServiceRun): { readonly why: ReadonlyArray<string>; readonly first: string } => {
  const command = unknownCommand(run)
  return command === null
    ? { why: [], first: 'stop monitoring, backup and antivirus programs as far as allowed' }
    : {
        why: [
          `PowerShell did not know ${command}: setup's snap-in, Microsoft.Exchange.Management.PowerShell.Setup, was not loaded. No program held a service back.`
        ],
        first: 'open a Command Prompt as administrator, so that the snap-in of setup can be loaded'
      }
}

const driftOf = (server: string, runs: ReadonlyArray<ServiceRun>, run: ServiceRun, fault: string): Judgement => {
  const { why, first } = causeOf(run)
  const names = ranBefore(runs)
  return drift({
    path: ['servicesBefore', 'ServiceControl.log'],
    actual: `Stopping the services ${fault}`,
    desired: 'all services stopped',
    evidence: [
      'A Security Update stops and disables the services before it installs; this did not succeed, and nothing enabled them again.',
      ...why,
      ...errorsOf(run),
      ...(names === '' ? [] : [names]),
      `Its last run begins at line ${run.line}; it was told to stop: ${run.stopped.join(', ') || 'none'}.`
    ],
    resolution: {
      summary: `Expected the services of ${server} to stop for the update; restart ${server}, ${first}, and install the update again.`,
      steps: [
        say('Copy ServiceControl.log and ServiceStartupMode*.xml first: a second try overwrites what they record.'),
        ...enableServices(firstStop(runs)?.stopped ?? []),
        say(`Restart ${server}, and ${first}.`),
        say(
          'Install the update again from an elevated Command Prompt (cmd.exe), and if it fails the same way, a newer one.'
        )
      ],
      link: articleSection(section)
    },
    remediation: byHand('a person must choose the time of a restart')
  })
}

/** Who audits this log alone has nothing that names the server. */
const serverOf = ({ server, sections: { identity } }: Facts): string =>
  isAbsent(identity) ? 'the server of ServiceControl.log' : server

const runsOf = ({ sections: { servicesBefore } }: Facts): ReadonlyArray<ServiceRun> =>
  E.isRight(servicesBefore) ? (servicesBefore.right.runs ?? []) : []

/** What the records of the services may hold and nobody could read; a recording without them lowers the coverage alone. */
const unreadRecords = ({ sections: { servicesBefore } }: Facts): ReadonlyArray<Judgement> => {
  if (E.isLeft(servicesBefore))
    return isAbsent(servicesBefore) ? [] : [unknown(['servicesBefore'], servicesBefore.left.reason)]
  return (servicesBefore.right.unread ?? []).map(({ file, reason }) =>
    unknown(['servicesBefore', file], `${file} could not be read: ${reason}`)
  )
}

/** Judges the last run of ServiceControl.ps1 that an update began with; one that ended well after it ends the matter. */
export const judgeServiceControl = (facts: Facts): ReadonlyArray<Judgement> => {
  const runs = runsOf(facts)
  const last = runs[runs.length - 1]
  const fault = last === undefined || last.kind === 'after' ? null : faultOf(last)
  return [
    ...(last === undefined || fault === null ? [] : [driftOf(serverOf(facts), runs, last, fault)]),
    ...(last?.kind === 'after' ? [] : judgeEnd(runs)),
    ...unreadRecords(facts)
  ]
}

const restoring = 'setup-fails-with-cannot-start-the-service-error'

const restoreDrift = (server: string, run: ServiceRun, fault: string): Judgement =>
  drift({
    path: ['servicesBefore', 'ServiceControl.log'],
    actual: `Restoring the services ${fault}`,
    desired: 'all services restored',
    evidence: [
      'After an update its services are enabled and started again as they were before; this did not succeed.',
      ...(run.unrestored.length === 0 ? [] : [`Not restored: ${run.unrestored.join(', ')}.`]),
      ...errorsOf(run),
      `Its last run begins at line ${run.line}.`
    ],
    resolution: {
      summary: `Expected the services of ${server} to be as before the update; set ${run.unrestored.join(', ') || 'those that are still Disabled'} to their former start type, and start them.`,
      steps: [
        say('Copy ServiceControl.log and ServiceStartupMode*.xml first: a second try overwrites what they record.'),
        ...enableServices(run.unrestored),
        say('If one does not start, read the System log (Service Control Manager, 7000 to 7034).')
      ],
      link: articleSection(restoring)
    },
    remediation: byHand('only a person knows which services were active before')
  })

const fewest = 4

/** A record of mostly Disabled services was written after an earlier try had disabled them. */
const noteOnModes = (facts: Facts): ReadonlyArray<Judgement> => {
  const { servicesBefore } = facts.sections
  const modes = E.isRight(servicesBefore) ? (servicesBefore.right.startModes ?? []) : []
  const disabled = modes.filter(({ startType }) => startType === 'Disabled')
  if (modes.length < fewest || disabled.length * 2 <= modes.length) return []
  const first = firstStop(runsOf(facts))
  const before =
    first === null
      ? ''
      : `; active before were those that its first run stopped (ServiceControl.log from line ${first.line}): ${first.stopped.join(', ')}`
  return [
    note(
      `ServiceStartupMode.xml shows that ${disabled.length} of ${modes.length} services were Disabled, so it was written after an ` +
        `earlier try had disabled them, and would leave them so${before}`
    )
  ]
}

/** Judges the last run of ServiceControl.ps1 that an update ended with, and the record that it restores from. */
export const judgeRestoring = (facts: Facts): ReadonlyArray<Judgement> => {
  const runs = runsOf(facts)
  const last = runs[runs.length - 1]
  const rest = [...unreadRecords(facts), ...noteOnModes(facts)]
  if (last === undefined || last.kind !== 'after') return rest
  const fault = faultOf(last) ?? (last.unrestored.length > 0 ? 'left some out' : null)
  return [...(fault === null ? judgeEnd(runs) : [restoreDrift(serverOf(facts), last, fault)]), ...rest]
}
