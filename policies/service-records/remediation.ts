import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import convertToInstant from '../../collector/shared/ConvertTo-Instant.ps1'
import type { Facts } from '../../facts/facts'
import type { ServiceRecord } from '../../facts/sections/serviceRecords'
import { type Proposal, remediation, type Step } from '../../judging/remediation'
import { powershell } from '../../kernel/powershell'
import { toSeconds } from '../../kernel/toSeconds'
import { halfUpdated } from '../build/halfUpdated'
import { waitingUpdate } from '../build/waitingRestart'
import { findService } from '../services/listed'
import { hasServicesDue } from '../services/servicesDue'
import saveFile from '../shared-web-config/Save-File.ps1'
import removeRecord from './Remove-Record.ps1'
import { type Standing, whyNotRight } from './standing'

/** An update that writes its record stops the services at once: a file is older where they run. */
const fewestMinutes = 15

const isOld = ({ collectedAt }: Facts, modified: string): boolean =>
  collectedAt !== null && Date.parse(collectedAt) - Date.parse(modified) >= fewestMinutes * 60_000

const mayBeNeeded = (facts: Facts, modified: string): boolean =>
  !isOld(facts, modified) || halfUpdated(facts).length > 0 || waitingUpdate(facts) !== null

/** Whether services are off that the record has on: also such as no policy judges, which a later ServiceControl.ps1 may know. */
const hasOffSince = ({ sections: { services, servicesBefore } }: Facts): boolean =>
  E.isRight(services) &&
  E.isRight(servicesBefore) &&
  (servicesBefore.right.startModes ?? []).some(
    ({ name, startType }) =>
      startType !== null && startType !== 'Disabled' && findService(services.right, name)?.startType === 'Disabled'
  )

/** When the file was written, to the second, as the script tells it; or why it stays where it is. */
const movable = (facts: Facts, standing: Standing, { modified }: ServiceRecord): E.Either<string, string> => {
  const why = whyNotRight(standing)
  if (why !== null) return E.left(why)
  if (E.isLeft(facts.sections.servicesBefore)) return E.left('what the update recorded of the services was not read')
  if (!standing.rightWithout) return E.left('only this file tells of some services why they are off')
  if (hasOffSince(facts)) return E.left('services are Disabled that the update has recorded as enabled')
  if (modified === null)
    return E.left('when the file was written is not known, so that a later change would not be seen')
  if (mayBeNeeded(facts, modified)) return E.left('an update that runs, or was cut off, may still need the file')
  const due = hasServicesDue(facts)
  if (due === null) return E.left('whether a remediation was cut off is not known')
  return due ? E.left('a remediation that was cut off had still to enable services') : E.right(toSeconds(modified))
}

/** Its place among the steps does not matter: a plan has it only where the services are right, so that none is started. */
const moveStep = (path: string, modified: string): Step => ({
  kind: 'file',
  rank: 1,
  title: `Move ${path} into the backup`,
  test: powershell`Test-Gone ${path}`,
  backUp: [powershell`Assert-Judged ${path} ${modified}`, powershell`Save-File ${path} $backup`].join('\n'),
  set: powershell`Remove-Record ${path} ${modified}`,
  functions: [saveFile, convertToInstant, removeRecord],
  interrupts: null,
  starts: null,
  enables: null,
  seconds: null,
  needsRestart: false
})

/** Takes a record away where neither a person nor an update can need it any more; what it says is kept in the backup. */
export const moving = (facts: Facts, folder: string, file: ServiceRecord, standing: Standing): Proposal =>
  pipe(
    movable(facts, standing, file),
    E.map((modified) => remediation(moveStep(`${folder}\\${file.name}`, modified)))
  )
