// Exchange's own endpoint, as the simulated PowerShell reaches it: `<folder>/organization.json`, {"answer", "follows",
// "sentence"}. Where it `follows` the hosts in the same folder, the databases of one whose store doesn't run are down.
const { readFileSync } = require('node:fs')
const { join } = require('node:path')
const { readHost } = require('./state.cjs')

const needed = ['msexchangeis', 'msexchangerepl']

/** @typedef {{ databaseCopies: Array<{ status: string }> }} Member */
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

module.exports = { readOrganization }
