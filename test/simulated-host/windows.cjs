// A simulated Windows server: it answers the collector with its facts as they are now, and carries out any other script.
const { existsSync, readFileSync } = require('node:fs')
const { join } = require('node:path')
const { asOfToday } = require('./clock.cjs')
const { createHands } = require('./hands.cjs')
const { readHost, updateHost } = require('./state.cjs')
const { filesOf, readJournal } = require('./windows/journal.cjs')

const collector = join(__dirname, '..', '..', 'collector', 'Get-ExchangeFacts.ps1')

/** @import { Machine } from './language/shapes' */
/** @import { RecordedService } from './windows/shapes' */
/** @typedef {Parameters<typeof import('./windows/machine.cjs').createMachine>[0]} MachineParts */

/** @param {string} script */
const isCollector = (script) => script.replace(/^\ufeff/, '') === readFileSync(collector, 'utf8').replace(/^\ufeff/, '')

/**
 * Runs a script on the server's machine; who only asks for facts need not wait for the grammar.
 * @type {(parts: MachineParts, scriptOf: (machine: Machine) => string, print: (line: string) => void, variables?: Readonly<Record<string, unknown>>) => Promise<number>}
 */
const execute = async (machineOf, scriptOf, print, variables) => {
  const { loadGrammar } = require('./language/grammar.cjs')
  const { createShell } = require('./language/shell.cjs')
  const { createMachine } = require('./windows/machine.cjs')
  const [parse, machine] = [await loadGrammar(), createMachine(machineOf)]
  return createShell({ parse, machine }).execute(scriptOf(machine), print, variables)
}

/**
 * Its facts as they are now; after so many readings they are others.
 * @param {string} folder
 * @param {string} server
 */
const readFacts = (folder, server) =>
  updateHost(folder, server, (host) => {
    host.readings = (host.readings ?? 0) + 1
    const { afterReadings, answer } = host
    if (afterReadings !== undefined && host.readings > afterReadings.count) {
      Object.assign(answer.facts, afterReadings.sections)
      delete host.afterReadings
    }
    return host
  })

/** Thrown where the connection of a session is cut. */
const cutOff = { isCut: true }

/** @param {string} folder @param {string} server */
const takeCut = (folder, server) =>
  updateHost(folder, server, (host) => {
    const { cut = 0 } = host
    const isCut = cut > 0
    if (isCut) host.cut = cut - 1
    return isCut
  })

/**
 * Ends with whoever asked, and where the connection is cut in the middle.
 * @param {string} folder
 * @param {string} server
 */
const sessionBreath = (folder, server) => {
  const asked = process.ppid
  let looked = Date.now()
  return () => {
    if (Date.now() - looked < 40) return
    looked = Date.now()
    if (process.ppid !== asked) process.exit(1)
    if ((readHost(folder, server).cut ?? 0) > 0) throw cutOff
  }
}

const deaf = { onStop: () => undefined, afterScript: () => undefined }

/**
 * What a session gives for a script: {output, code, error}; null where its connection is cut.
 * @param {string} folder
 * @param {string} server
 * @param {string} script
 */
const answerScript = async (folder, server, script) => {
  try {
    if ((readHost(folder, server).cut ?? 0) > 0 && takeCut(folder, server)) return null
    if (isCollector(script)) {
      const host = readFacts(folder, server)
      const answer = asOfToday(host)
      const facts = { ...Object(answer.facts), journal: readJournal(folder, server) }
      return { output: JSON.stringify({ ...answer, facts }), code: 0, error: null }
    }
    /** @type {Array<string>} */
    const lines = []
    const breathe = sessionBreath(folder, server)
    /** @type {MachineParts} */
    const machineOf = { folder, server, breathe, onCall: (_, args) => args, ...deaf }
    const code = await execute(
      machineOf,
      () => script,
      (line) => lines.push(line)
    )
    return { output: lines.map((line) => `${line}\n`).join(''), code, error: null }
  } catch (error) {
    return error === cutOff ? null : { output: '', code: 9, error: error.message }
  }
}

const longestRun = 60_000

/**
 * Test servers end by themselves: with their time, or when their folder is gone.
 * @param {string} folder
 * @param {string} server
 */
const taskBreath = (folder, server) => {
  const until = Date.now() + longestRun
  let looked = 0
  return () => {
    if (Date.now() - looked < 40) return
    looked = Date.now()
    if (looked > until || !existsSync(join(folder, `${server}.json`))) process.exit(1)
  }
}

/**
 * Services of which a fix doesn't hold go back to what they were.
 * @type {(folder: string, server: string, before: ReadonlyArray<RecordedService>) => void}
 */
const relapse = (folder, server, before) =>
  updateHost(folder, server, ({ stubborn = [], answer }) => {
    for (const service of Array.isArray(answer.facts.services) ? answer.facts.services : []) {
      const found = stubborn.includes(service.name) ? before.find(({ name }) => name === service.name) : undefined
      Object.assign(service, found)
    }
  })

/**
 * Has a run that the stand-in couldn't carry out end by a code that no script has.
 * @type {(folder: string, server: string, runFolder: string, message: string) => void}
 */
const confess = (folder, server, runFolder, message) => {
  const { files } = filesOf(folder, server)
  files.write(`${runFolder}\\output`, `${message}\n`, 'a')
  files.write(`${runFolder}\\exit`, '97\n')
}

/**
 * Runs the script file of a scheduled task, as the process that outlives its session.
 * @param {string} folder
 * @param {string} server
 * @param {string} file
 */
const runTask = async (folder, server, file) => {
  const { services } = readHost(folder, server).answer.facts
  const { log, onCall, onStop } = createHands(folder, server)
  const runFolder = file.replace(/\\[^\\]*$/, '')
  const afterScript = () => {
    if (Array.isArray(services)) relapse(folder, server, services)
    log('end')
  }
  const script = filesOf(folder, server).files.read(`${runFolder}\\script.ps1`).toString('utf8')
  log('begin', { pid: process.pid, script })
  try {
    const machineOf = { folder, server, breathe: taskBreath(folder, server), onCall, onStop, afterScript }
    await execute(
      machineOf,
      (machine) => machine.readScript(file),
      () => undefined,
      { runFolder }
    )
  } catch (error) {
    log('unknown', { message: error.message })
    confess(folder, server, runFolder, error.message)
  }
}

module.exports = { answerScript, runTask }
