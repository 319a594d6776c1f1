// Exchange's own endpoint, as the simulated PowerShell reaches it: `<folder>/organization.json`, {"answer", "follows",
// "sentence"}. Where it `follows` the hosts in the same folder, the databases of one whose store doesn't run are down.
const { appendFileSync, readFileSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')
const { readHost } = require('./state.cjs')

const needed = ['msexchangeis', 'msexchangerepl']

/** @typedef {{ component: string, state: string, localStates: Array<object>, remoteStates: Array<object> }} Component */
/** @typedef {{ databaseCopies: Array<{ status: string }>, componentStates: Array<Component> }} Member */
/** @typedef {{ answer: { servers: Record<string, Member> }, follows?: boolean, sentence?: string }} Endpoint */

/** @param {string} folder @param {string} server */
const isDown = (folder, server) => {
  try {
    const { services } = readHost(folder, server).answer.facts
    const running = services.filter(({ status }) => status === 'Running').map(({ name }) => name.toLowerCase())
    return needed.some((name) => !running.includes(name))
  } catch {
    return false
  }
}

/** @param {Member} member */
const downed = (member) => ({
  ...member,
  databaseCopies: member.databaseCopies.map((copy) => ({
    ...copy,
    status: copy.status === 'Mounted' ? 'Dismounted' : 'Failed'
  }))
})

/**
 * What the endpoint tells: {output, error}.
 * @param {string} folder
 */
const readOrganization = (folder) => {
  /** @type {Endpoint} */
  const { answer, follows, sentence } = JSON.parse(readFileSync(join(folder, 'organization.json'), 'utf8'))
  if (sentence !== undefined) return { output: '', error: sentence }
  const members = Object.entries(answer.servers).map(([name, member]) => [
    name,
    follows === true && isDown(folder, name) ? downed(member) : member
  ])
  return { output: JSON.stringify({ ...answer, servers: Object.fromEntries(members) }), error: null }
}

const step =
  /^ {4}Invoke-Step '(\d+)' '([^']+)' '([^']+)' \{[^{}]*\} \{\s*Set-ComponentActive '([^']+)' '([^']+)' '([^']+)' '[^']+'\s*\}/gm

/** Whether a script is one that changes the organization. */
const isChange = (/** @type {string} */ script) => script.startsWith('# Changes through Exchange')

/**
 * Carries out what a script asks of Exchange, and prints what each step came to; the calls are in `endpoint.log`.
 * @param {string} folder
 * @param {string} script
 */
const changeOrganization = (folder, script) => {
  const file = join(folder, 'organization.json')
  const lines = [...script.matchAll(step)].map(([, number, policy, title, server, component, requester]) => {
    /** @type {Endpoint} */
    const endpoint = JSON.parse(readFileSync(file, 'utf8'))
    const found = endpoint.answer.servers[server ?? '']?.componentStates.find((one) => one.component === component)
    const isActive = found?.state === 'Active'
    if (found !== undefined && !isActive) {
      const told = [{ requester, state: 'Active', time: '2026-11-01T09:00:00Z' }]
      Object.assign(found, { state: 'Active', localStates: told, remoteStates: told })
      appendFileSync(join(folder, 'endpoint.log'), `${server} ${component} ${requester}\n`)
      writeFileSync(file, JSON.stringify(endpoint))
    }
    const result = found === undefined ? 'failed' : isActive ? 'unchanged' : 'done'
    return { server, number: Number(number), policy, step: title, result, backup: null, error: null }
  })
  return { output: lines.map((line) => `${JSON.stringify(line)}\n`).join(''), code: lines.length === 0 ? 1 : 0 }
}

module.exports = { changeOrganization, isChange, readOrganization }
