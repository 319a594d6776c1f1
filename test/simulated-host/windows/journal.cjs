// The files of a host, and the journal of remediations among them.
const { join } = require('node:path')
const { readHost, updateHost } = require('../state.cjs')
const { createFiles } = require('./files.cjs')
/** @import { HostParts } from './shapes' */

const journal = 'C:\\ProgramData\\ExchangeCompliance'

/**
 * The number of the last entry that was finished; one from before the simulation is made up.
 * @param {ReturnType<typeof createFiles>} files
 * @param {number} recorded
 */
const lastEntryOf = (files, recorded) => {
  if (recorded > 0 && !files.isFolder(`${journal}\\${recorded}`)) {
    files.createFolder(`${journal}\\${recorded}`)
    files.write(`${journal}\\${recorded}\\entry.json`, '{}')
  }
  if (!files.isFolder(journal)) return 0
  const numbers = files.folders(journal).filter((folder) => files.isFile(`${folder}\\entry.json`))
  return Math.max(0, ...numbers.map((folder) => Number(folder.replace(/^.*\\/, ''))).filter(Number.isInteger))
}

/** @param {string} folder @param {string} server */
const filesOf = (folder, server) => {
  const facts = () => ({
    ...readHost(folder, server).answer.facts,
    collectedAt: readHost(folder, server).answer.collectedAt
  })
  /** @type {HostParts['change']} */
  const change = (how) => updateHost(folder, server, ({ answer }) => how(answer.facts))
  const hasGenerator = () => readHost(folder, server).generator !== 'missing'
  return { facts, change, files: createFiles({ root: join(folder, `${server}.disk`), facts, change, hasGenerator }) }
}

/**
 * Without parts of a second, as the collector writes it.
 * @param {Date} time
 */
const instantOf = (time) => `${time.toISOString().slice(0, 19)}Z`

/**
 * The journal as the collector reads it.
 * @param {string} folder
 * @param {string} server
 */
const readJournal = (folder, server) => {
  const { facts, files } = filesOf(folder, server)
  const { journal: recorded = { lastEntry: 0 } } = facts()
  if (!('lastEntry' in recorded)) return recorded
  const mark = `${journal}\\restart-due`
  const restartDue = files.isFile(mark) ? files.read(mark).toString('utf8') : null
  const due = `${journal}\\services-due`
  const enabling = files.isFile(due)
    ? { services: files.read(due).toString('utf8').split(', '), since: instantOf(files.changedAt(due)) }
    : null
  return { lastEntry: lastEntryOf(files, recorded.lastEntry), restartDue, enabling }
}

module.exports = { filesOf, readJournal }
