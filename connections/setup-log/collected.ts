import * as t from 'io-ts'
import { explainErrors } from '../../kernel/explainErrors'
import { limits } from '../../kernel/limits'
import { count, fields, instant, listUpTo, nullable, text } from '../../kernel/values'

/** The end of a file, packed by gzip and base64; `cut` where the file begins before it. `size` is that of the file. */
const packedFile = t.readonly(
  fields({ file: text, size: count, modified: nullable(instant), gzip: t.string, cut: t.boolean })
)

const unreadFile = t.readonly(fields({ file: text, reason: text }))

/** The logs of setup as the collector brings them, unread: ExchangeSetup.log and the newest logs of the installer. */
export const collectedSetupLog = t.readonly(
  fields({
    log: nullable(packedFile),
    msi: listUpTo(limits.collectedLogs, packedFile),
    unread: listUpTo(limits.logErrors, unreadFile)
  })
)

/** What an update recorded of the services, as the collector brings it: the files as they are, null where there is none. */
export const collectedServices = t.readonly(
  fields({
    startModes: nullable(packedFile),
    states: nullable(packedFile),
    log: nullable(packedFile),
    unread: listUpTo(limits.logErrors, unreadFile)
  })
)

export type PackedFile = t.TypeOf<typeof packedFile>
export type UnreadFile = t.TypeOf<typeof unreadFile>
export type CollectedSetupLog = t.TypeOf<typeof collectedSetupLog>
export type CollectedServices = t.TypeOf<typeof collectedServices>

/** Facts with their logs read, and what of these was damaged. */
export interface WithLogs {
  readonly recording: unknown
  readonly damage: ReadonlyArray<string>
}

type Values = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Loaded when it is needed: most recordings hold their logs read already, and start sooner without the XML parser. */
const loadParsers = (): typeof import('./parseCollected') => require('./parseCollected')

/** The key by which a section is known as one that holds files; in its recorded form it has another. */
const isCollected = (section: unknown): boolean => isRecord(section) && 'log' in section

const parseSection = <A>(
  name: string,
  codec: t.Type<A, unknown, unknown>,
  parse: (collected: A) => unknown,
  section: unknown
): { readonly value: unknown; readonly damage: ReadonlyArray<string> } => {
  const decoded = codec.decode(section)
  if (decoded._tag === 'Right') return { value: parse(decoded.right), damage: [] }
  const reason = `the section ${name} is damaged: ${explainErrors(decoded.left)}`
  return { value: { error: `what came of ${name} can't be used: ${explainErrors(decoded.left)}` }, damage: [reason] }
}

/** Reads the logs in facts as the collector wrote them, so that they have the recorded form; other facts stay as they are. */
export const withParsedLogs = (recording: unknown): WithLogs => {
  if (!isRecord(recording) || !isRecord(recording.facts)) return { recording, damage: [] }
  const { setupLog, servicesBefore } = recording.facts
  if (!isCollected(setupLog) && !isCollected(servicesBefore)) return { recording, damage: [] }
  const { parseServices, parseSetupLog } = loadParsers()
  const log = isCollected(setupLog)
    ? parseSection('setupLog', collectedSetupLog, parseSetupLog, setupLog)
    : { value: setupLog, damage: [] }
  const services = isCollected(servicesBefore)
    ? parseSection('servicesBefore', collectedServices, parseServices, servicesBefore)
    : { value: servicesBefore, damage: [] }
  return {
    recording: { ...recording, facts: { ...recording.facts, setupLog: log.value, servicesBefore: services.value } },
    damage: [...log.damage, ...services.damage]
  }
}
