// The rights of folders: those that the facts list by their SDDL, and the safe ones of any other.
const { once } = require('../language/commands.cjs')
const { fail, text, unknown } = require('../language/values.cjs')

/** @import { Files } from './files.cjs' */
/** @import { HostParts, RecordedAcl } from './shapes' */

/** @type {Readonly<Record<string, number>>} */
const masks = { FA: 0x1f01ff, FR: 0x120089, FW: 0x120116, FX: 0x1200a0 }
/** @type {Readonly<Record<string, string>>} */
const sids = { SY: 'S-1-5-18', BA: 'S-1-5-32-544', AU: 'S-1-5-11', BU: 'S-1-5-32-545', WD: 'S-1-1-0' }
/** @type {Readonly<Record<string, string>>} */
const grants = { F: 'FA', R: 'FR' }

const folderOfSystem = 'O:BAG:SYD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)'

/** What the folder above hands down, where the host doesn't say otherwise. */
const handedDown = '(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIID;0x1200a9;;;AU)'

/** @param {string} sddl */
const rulesOf = (sddl) =>
  [...sddl.matchAll(/\(([AD]);(\w*);(\w+);;;([\w-]+)\)/g)].map(([, type, flags, rights, sid]) => ({
    IdentityReference: { Value: sids[sid] ?? sid },
    AccessControlType: type === 'A' ? 'Allow' : 'Deny',
    PropagationFlags: flags.includes('IO') ? 2 : 0,
    FileSystemRights: masks[rights] ?? Number(rights)
  }))

/** @param {Pick<HostParts, 'facts' | 'change' | 'host'> & { files: Files }} parts */
const createRights = ({ facts, change, files, host }) => {
  /** @type {(path: string) => (one: RecordedAcl) => boolean} */
  const same = (path) => (one) => one.path.toLowerCase() === path.toLowerCase()
  const listed = (/** @type {string} */ path) =>
    Array.isArray(facts().acls) ? facts().acls.find(same(path)) : undefined

  const sddlOf = (/** @type {string} */ path) => {
    const found = listed(path)
    if (found !== undefined) return found.sddl
    return files.isFolder(path) || files.isFile(path)
      ? folderOfSystem
      : fail(`Cannot find path '${path}' because it does not exist.`)
  }

  const ownerOf = (/** @type {string} */ path, /** @type {string} */ sddl) =>
    (host().planted ?? []).includes(path)
      ? 'S-1-5-21-1-2-3-1105'
      : (sids[/^O:(\w\w)/.exec(sddl)?.[1] ?? ''] ?? 'unknown')

  const getAcl = (/** @type {string} */ path) => {
    const sddl = sddlOf(path)
    return {
      Sddl: sddl,
      AreAccessRulesProtected: /D:[A-Z]*P/.test(sddl),
      GetAccessRules: () => rulesOf(sddl),
      GetOwner: () => ({ Value: ownerOf(path, sddl) })
    }
  }

  /** @type {(path: string, sddl: (before: string) => string, more?: object) => void} */
  const update = (path, sddl, more = {}) =>
    change(({ acls }) => {
      const found = acls.find(same(path)) ?? unknown(`rights of ${path}`)
      Object.assign(found, { sddl: sddl(found.sddl), ...more })
    })

  const inherit = (/** @type {string} */ path) => {
    const entries = host().handedDown ?? handedDown
    update(path, (sddl) => `${sddl.replace(/(D:[A-Z]*?)P([A-Z]*)/, '$1$2')}${entries}`, { inherits: true })
  }

  const grant = (/** @type {string} */ path, /** @type {string} */ entry) => {
    const [, sid, rights] = /^\*(S-1-[\d-]+):\(OI\)\(CI\)([FR])$/.exec(entry) ?? unknown(`icacls.exe /grant ${entry}`)
    const shown = Object.entries(sids).find(([, value]) => value === sid)?.[0] ?? sid
    update(path, (sddl) => `${sddl}(A;OICI;${grants[rights]};;;${shown})`)
  }

  /** @type {(words: ReadonlyArray<string>) => number} */
  const icacls = ([path, ...words]) => {
    sddlOf(path)
    const [verb, ...entries] = words
    // Of a folder that the facts don't list, nothing is kept: it has safe rights already.
    if (listed(path) === undefined && verb === '/inheritance:r') return 0
    if (words.join() === '/inheritance:e') inherit(path)
    else if (verb === '/grant' && entries.length > 0) for (const entry of entries) grant(path, entry)
    else unknown(`icacls.exe ${words.join(' ')}`)
    return 0
  }

  /** A new folder has the rights that it is made with; the folder of the journal must have safe ones. */
  const newSecurity = () => {
    const security = {
      sddl: '',
      SetSecurityDescriptorSddlForm: (/** @type {string} */ sddl) => void Object.assign(security, { sddl })
    }
    return security
  }
  const createFolder = (/** @type {string} */ path, /** @type {{ sddl: string }} */ { sddl }) => {
    if (sddl !== folderOfSystem.replace(/^O:BAG:SY/, 'O:BAG:BA')) unknown(`a folder with the rights ${sddl}`)
    files.createFolder(path)
  }
  const securityOf = (/** @type {string} */ path, /** @type {string} */ parts) =>
    parts === 'Owner' ? getAcl(path) : unknown(`the parts ${parts} of rights`)

  const commands = { 'get-acl': once(['LiteralPath'], (at, { emit }) => emit(getAcl(text(at('LiteralPath'))))) }
  return { commands, createFolder, icacls, newSecurity, securityOf }
}

/** @typedef {ReturnType<typeof createRights>} Rights */

module.exports = { createRights }
