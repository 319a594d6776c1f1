import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import type { ServiceRun } from '../../facts/sections/servicesBefore'
import { articleSection } from '../article'
import { drift, type Judgement } from '../policy'

const section = 'installation-fails-due-to-services-not-stopping'

const faultOf = ({ succeeded, errors }: ServiceRun): string | null => {
  if (succeeded === true) return null
  if (succeeded === false) return 'ended with errors'
  return errors.length > 0 ? 'was cut off after an error' : null
}

const driftOf = (server: string, run: ServiceRun, fault: string): Judgement =>
  drift({
    path: ['servicesBefore', 'ServiceControl.log'],
    actual: `stopping the services ${fault}`,
    desired: 'all services stopped',
    evidence: [
      'A Security Update stops and disables the services before it installs; this did not succeed, and nothing enabled them again.',
      ...run.errors.slice(0, 4).map(({ line, text }) => `ServiceControl.log, line ${line}: ${text}`),
      `Its last run begins at line ${run.line}; it was told to stop: ${run.stopped.join(', ') || 'none'}.`
    ],
    resolution: {
      summary: `Expected the services of ${server} to stop for the update; restart ${server}, set the exclusions of the antivirus program, and install the update again.`,
      steps: [
        'Copy ServiceControl.log and ServiceStartupMode*.xml first: a second try overwrites what they record.',
        `Restart ${server}, and stop monitoring, backup and antivirus programs as far as allowed.`,
        'In services.msc set the services of Exchange that were active before to Automatic; leave POP3 and IMAP4 as they were.',
        'Install the update again from an elevated Command Prompt (cmd.exe).',
        'Do this by hand: it is not automated, since a person must choose the time of a restart.'
      ],
      link: articleSection(section)
    },
    remediation: null
  })

/** Judges the last run of ServiceControl.ps1 that an update began with; one that ended well after it ends the matter. */
export const judgeServiceControl = ({ server, sections: { servicesBefore } }: Facts): ReadonlyArray<Judgement> => {
  const runs = E.isRight(servicesBefore) ? (servicesBefore.right.runs ?? []) : []
  const last = runs[runs.length - 1]
  const fault = last === undefined || last.kind === 'after' ? null : faultOf(last)
  return last === undefined || fault === null ? [] : [driftOf(server, last, fault)]
}
