import type { Meter, ResourceThrottling } from '../../facts/organization/resourceThrottling'
import type { MailQueue, QueueFolder } from '../../facts/sections/mailQueue'
import type { ServerKind } from '../../judging/kind'
import { compliant, drift, type Judgement, unknown } from '../../judging/policy'
import { beginsWithName, sameName } from '../../kernel/compare'
import { type FolderName, fullness, spaceLimits, useOf, useOfVolume } from './pressure'
import { freeVolume, makingRoom } from './resolution'

const gigabytes = (bytes: number): string => `${(bytes / 1_073_741_824).toFixed(1)} GB`

/** The space of a folder's volume, in a sentence. */
export const spaceOf = ({ path, free, total }: QueueFolder): string =>
  free === null || total === null
    ? `The free space of ${path} is not known.`
    : `The volume of ${path} has ${gigabytes(free)} of ${gigabytes(total)} free.`

const judgeVolume =
  (server: string, { product }: ServerKind, queue: MailQueue) =>
  (name: FolderName): Judgement => {
    const folder = queue[name]
    const path = ['mailQueue', name] as const
    const full = fullness(name, folder, queue.size)
    if (full === null || folder.total === null)
      return unknown(path, `the free space of ${folder.path} is not known: ${folder.unread ?? 'it was not read'}`)
    const limits = spaceLimits(name, folder.total, product)
    const use = useOfVolume(full, limits)
    const shown = `${full.most.toFixed(1)} % used`
    if (use === 'Low') return compliant(path, shown)
    if (use === null)
      return unknown(
        path,
        `the volume of ${folder.path} is ${shown}, where transport may refuse mail (below ${limits.low} % it does not)`
      )
    return drift({
      path,
      actual: shown,
      desired: `at most ${limits.medium} % used`,
      evidence: [
        spaceOf(folder),
        `Above ${limits.medium} % transport refuses mail from outside, above ${limits.high} % all mail, where nobody has configured it otherwise.`
      ],
      resolution: freeVolume(server, folder.path, queue.config),
      remediation: makingRoom
    })
  }

/** The queue database, its logs and temporary files are mostly on one volume, which is judged once, by the strictest. */
const folderNames = (queue: MailQueue): ReadonlyArray<FolderName> => [
  'logs',
  ...(sameName(queue.database.path, queue.logs.path) ? [] : (['database'] as const)),
  'temp'
]

const noQueue = 'EdgeTransport.exe is not there, although the server has a role with a mail queue'

const withEnd = (folder: string): string => `${folder.replace(/\\+$/, '')}\\`

/** Whether a meter watches a folder: it names the folder itself, or one above or below it. One without a path watches all. */
const watches = ({ path }: Meter, folder: string): boolean =>
  path === null || beginsWithName(withEnd(folder), withEnd(path)) || beginsWithName(withEnd(path), withEnd(folder))

/** Whether Exchange itself tells the space of a folder; its word counts, since it knows the free pages of the database. */
const tellsSpace =
  ({ resources }: ResourceThrottling, queue: MailQueue) =>
  (name: FolderName): boolean =>
    (name === 'database' ? ['DatabaseUsedSpace', 'UsedDiskSpace'] : ['UsedDiskSpace']).every((resource) =>
      resources.some(
        (meter) => sameName(meter.resource, resource) && useOf(meter) !== null && watches(meter, queue[name].path)
      )
    )

/** Judges the folders of which Exchange does not tell the space itself. */
export const judgeSpace = (
  server: string,
  kind: ServerKind,
  queue: MailQueue | null,
  told: ResourceThrottling | null
): ReadonlyArray<Judgement> => {
  if (queue === null) return [unknown(['mailQueue'], noQueue)]
  const names = folderNames(queue)
  const untold = told === null ? names : names.filter((name) => !tellsSpace(told, queue)(name))
  return untold.map(judgeVolume(server, kind, queue))
}
