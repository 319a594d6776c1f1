import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import * as E from 'fp-ts/Either'
import type * as T from 'fp-ts/Task'
import { decodeFacts } from '../../facts/decode'
import { isAbsent } from '../../facts/fact'
import type { Facts } from '../../facts/facts'
import type { MsiLog, SetupLog } from '../../facts/sections/setupLog'
import { sameName } from '../../kernel/compare'
import { localPath } from '../../kernel/values'
import type { RoleName } from '../../kernel/words'
import { type Reading, unreadableReading } from '../reading'
import { fileIn } from './entries'
import { looksLikeMsiLog, readMsiLog, readSetupLog } from './readLog'
import { isServiceLog, readServiceRuns, readServicesBefore } from './servicesBefore'

/** The file by which a folder is one of setup's logs. */
const setupLogFile = 'ExchangeSetup.log'

/** Windows hides the end of a name, so a log that was saved again may have one more, or another. */
const isSetupLogName = (name: string): boolean => /^ExchangeSetup(?:\.log|\.txt|\.log\.txt)$/i.test(name)

/** Its log of the Windows Installer has a name that every server gives, too. */
const isOfSetup = (name: string): boolean => isSetupLogName(name) || /^ExchangeSetup\.msilog$/i.test(name)

/** Of the names in a folder that of its own log of setup; null for a folder that is none of setup's logs. */
export const ownLogOf = (names: ReadonlyArray<string>): string | null =>
  names.find((name) => sameName(name, setupLogFile)) ?? names.find(isSetupLogName) ?? null

/** Exchange's names of the roles that setup calls by others. */
const roleNames: ReadonlyMap<string, RoleName> = new Map<string, RoleName>([
  ['MailboxRole', 'Mailbox'],
  ['ClientAccessRole', 'ClientAccess'],
  ['BridgeheadRole', 'HubTransport'],
  ['UnifiedMessagingRole', 'UnifiedMessaging'],
  ['GatewayRole', 'Edge']
])

/** A log is named after the machine in it, else after its folder, else after itself. */
const serverOf = ({ machine, file }: SetupLog, path: string): string => {
  if (machine !== null) return machine
  const folder = basename(dirname(resolve(path)))
  return isOfSetup(file) ? folder : file.replace(/\.\w{2,8}$/, '')
}

const identityOf = (log: SetupLog, server: string) => ({
  name: server.split('.')[0],
  fqdn: server.includes('.') ? server : null,
  domain: log.domain,
  site: log.site,
  roles: log.roles.flatMap((role) => roleNames.get(role) ?? []),
  edition: null,
  version: null,
  // What a log calls so may be anything; a folder that can't be one is none.
  installPath: E.getOrElseW(() => null)(localPath.decode(log.installPath))
})

/** What a log can't hold is left out, not unreadable: nobody asked it for bindings. */
const withoutOthers = (facts: Facts): Facts => {
  const { sections } = facts
  const absent = (reason: string) => E.left({ reason, absent: true, elsewhere: true })
  const reason = 'a setup log does not tell it'
  return {
    ...facts,
    sections: {
      ...sections,
      build: absent(reason),
      services: absent(reason),
      bindings: absent(reason),
      httpSys: absent(reason),
      certificates: absent(reason),
      sharedWebConfig: absent(reason),
      acls: absent(reason),
      journal: absent(reason),
      ...(isAbsent(sections.servicesBefore) ? { servicesBefore: absent(reason) } : {})
    }
  }
}

const readingOf = (log: SetupLog, path: string, servicesBefore: unknown, errors: ReadonlyArray<string>): Reading => {
  const server = serverOf(log, path)
  const decoded = decodeFacts({
    version: 1,
    server,
    collectedAt: log.ended ?? log.started,
    facts: { setupLog: log, servicesBefore, identity: identityOf(log, server) }
  })
  if (E.isLeft(decoded)) return unreadableReading(server, decoded.left)
  const { facts, damage } = decoded.right
  return { facts: withoutOthers(facts), errors: [...errors, ...damage], readable: true }
}

/** A log that can't be read leaves its own section unknown, with the reason. */
const unreadableLog = (path: string, reason: string): Reading => {
  const server = basename(path).replace(/\.\w{2,8}$/, '')
  const decoded = decodeFacts({ version: 1, server, collectedAt: null, facts: { setupLog: { error: reason } } })
  return E.isLeft(decoded)
    ? unreadableReading(server, reason)
    : { facts: withoutOthers(decoded.right.facts), errors: [reason], readable: false }
}

/** ServiceControl.log alone tells of the services, and leaves the run of setup unknown. */
const serviceReading = async (file: string): Promise<Reading> => {
  const runs = await readServiceRuns(file)
  if (E.isLeft(runs)) return unreadableLog(file, runs.left)
  const server = basename(dirname(resolve(file)))
  const reason = `${file} contains only the services; copy ${setupLogFile} beside it`
  const decoded = decodeFacts({
    version: 1,
    server,
    collectedAt: null,
    facts: { setupLog: { error: reason }, servicesBefore: { startModes: null, states: null, runs: runs.right } }
  })
  return E.isLeft(decoded)
    ? unreadableReading(server, decoded.left)
    : { facts: withoutOthers(decoded.right.facts), errors: [], readable: true }
}

/** Reads one log of setup, of the Windows Installer, or of ServiceControl.ps1. */
export const readLogFile =
  (file: string): T.Task<Reading> =>
  async () => {
    const log = await readSetupLog(file)()
    if (E.isRight(log)) return readingOf(log.right, file, undefined, [])
    return (await isServiceLog(file)) ? serviceReading(file) : unreadableLog(file, log.left)
  }

/** Known by its name, or by how it begins: an update's log is called as its administrator liked. */
const isMsiLog = async (folder: string, entry: Dirent): Promise<boolean> => {
  if (/\.msilog$/i.test(entry.name)) return true
  if (!entry.isFile() || !/\.(?:log|txt)$/i.test(entry.name) || isSetupLogName(entry.name)) return false
  return looksLikeMsiLog(join(folder, entry.name)).catch(() => false)
}

const readMsiLogs = async (
  folder: string,
  entries: ReadonlyArray<Dirent>
): Promise<{ readonly logs: ReadonlyArray<MsiLog>; readonly errors: ReadonlyArray<string> }> => {
  const read: Array<E.Either<string, MsiLog | null>> = []
  // One after the other: a folder may hold any number of them.
  for (const entry of entries) {
    if (!(await isMsiLog(folder, entry))) continue
    const file = fileIn(folder, entry)
    read.push(E.isLeft(file) ? file : await readMsiLog(file.right)())
  }
  return {
    logs: read.flatMap((one) => (E.isRight(one) && one.right !== null ? [one.right] : [])),
    errors: read.flatMap((one) => (E.isLeft(one) ? [one.left] : []))
  }
}

/** Reads a folder of setup's logs: ExchangeSetup.log with the installer's logs and the records of the services. */
export const readSetupFolder =
  (folder: string): T.Task<Reading> =>
  async () => {
    const entries = await readdir(folder, { withFileTypes: true })
    const name = ownLogOf(entries.map((one) => one.name)) ?? setupLogFile
    const entry = entries.find((one) => one.name === name)
    const file = entry === undefined ? E.right(join(folder, name)) : fileIn(folder, entry)
    const log = E.isLeft(file) ? file : await readSetupLog(file.right)()
    if (E.isLeft(log)) return unreadableLog(join(folder, name), log.left)
    const msi = await readMsiLogs(folder, entries)
    const services = await readServicesBefore(folder, entries)
    const whole = { ...log.right, msi: msi.logs }
    return readingOf(whole, join(folder, name), services.section, [...msi.errors, ...services.errors])
  }
