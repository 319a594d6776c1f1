// The files of a simulated Windows: a folder of this computer, but for the two of Exchange's that the facts tell of.
const fs = require('node:fs')
const { dirname, join } = require('node:path')
const { fail } = require('../language/values.cjs')
/** @import { HostParts, SharedState } from './shapes' */

/** @param {string} name */
const encode = (name) =>
  name.toLowerCase().replace(/[^a-z0-9 ._-]/g, (one) => `%${one.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** @param {string} path */
const partsOf = (path) => path.split(/[\\/]+/).filter((part) => part !== '')

/** @param {string} reference */
const sharedContent = (reference) =>
  '<configuration><runtime><assemblyBinding xmlns="urn:schemas-microsoft-com:asm.v1"><dependentAssembly>' +
  `<codeBase href="${reference}" /></dependentAssembly></assemblyBinding></runtime></configuration>`

/**
 * What SharedWebConfig.config holds, by its state in the facts.
 * @type {Readonly<Record<SharedState, (install: string) => string>>}
 */
const contents = {
  present: (install) => sharedContent(`file:///${install}bin\\A.dll`),
  malformed: () => '<configuration',
  empty: () => '',
  other: () => '<html />',
  unexpanded: () => sharedContent('file:///%ExchangeInstallDir%bin\\A.dll'),
  elsewhere: () => sharedContent('file:///Z:\\Old\\A.dll'),
  unfilled: () =>
    '<configuration><runtime><assemblyBinding xmlns="urn:schemas-microsoft-com:asm.v1"/></runtime></configuration>'
}

/**
 * @param {Pick<HostParts, 'facts' | 'change'> & { root: string, hasGenerator: () => boolean }} parts
 */
const createFiles = ({ root, facts, change, hasGenerator }) => {
  const real = (/** @type {string} */ path) => join(root, ...partsOf(path).map(encode))

  const sharedConfig = (/** @type {string} */ path) => {
    const { identity } = facts()
    const install = identity?.installPath ?? ''
    const names = { clientAccess: 'ClientAccess', httpProxy: 'FrontEnd\\HttpProxy' }
    const isIt = (/** @type {[string, string]} */ [, folder]) =>
      path.toLowerCase() === `${install}${folder}\\SharedWebConfig.config`.toLowerCase()
    return Object.entries(names).find(isIt)?.[0] ?? null
  }

  const system = (/** @type {string} */ path) =>
    /\\System32\\inetsrv\\config\\applicationHost\.config$/i.test(path) ? JSON.stringify(facts().bindings) : null

  const read = (/** @type {string} */ path) => {
    const name = sharedConfig(path)
    const content = name === null ? undefined : contents[facts().sharedWebConfig[name]]
    const text = name === null ? system(path) : (content?.(facts().identity?.installPath ?? '') ?? null)
    if (text !== null) return Buffer.from(text)
    try {
      return fs.readFileSync(real(path))
    } catch {
      return fail(`Could not find file '${path}'.`)
    }
  }

  const isFile = (/** @type {string} */ path) => {
    const name = sharedConfig(path)
    if (name !== null) return facts().sharedWebConfig[name] in contents
    if (/\\bin\\DependentAssemblyGenerator\.exe$/i.test(path)) return hasGenerator()
    return system(path) !== null || fs.statSync(real(path), { throwIfNoEntry: false })?.isFile() === true
  }

  const isFolder = (/** @type {string} */ path) =>
    fs.statSync(real(path), { throwIfNoEntry: false })?.isDirectory() === true

  const write = (/** @type {string} */ path, /** @type {string | Buffer} */ content, flag = 'w') => {
    const name = sharedConfig(path)
    if (name !== null) return change((now) => Object.assign(now.sharedWebConfig, { [name]: 'present' }))
    if (!fs.existsSync(dirname(real(path)))) fail(`Could not find a part of the path '${path}'.`)
    fs.writeFileSync(real(path), content, { flag })
  }

  const remove = (/** @type {string} */ path) => {
    const name = sharedConfig(path)
    if (name !== null) return change((now) => Object.assign(now.sharedWebConfig, { [name]: 'absent' }))
    fs.rmSync(real(path), { force: true })
  }

  const rename = (/** @type {string} */ from, /** @type {string} */ to) => {
    const name = sharedConfig(to)
    if (name === null) return fs.renameSync(real(from), real(to))
    fs.rmSync(real(from))
    change((now) => Object.assign(now.sharedWebConfig, { [name]: 'present' }))
  }

  const list = (/** @type {string} */ path, /** @type {(entry: import('node:fs').Dirent) => boolean} */ wanted) =>
    fs
      .readdirSync(real(path), { withFileTypes: true })
      .filter(wanted)
      .map(({ name }) => `${path}\\${name}`)

  return {
    ...{ isFile, isFolder, read, real, remove, write },
    createFolder: (/** @type {string} */ path) => void fs.mkdirSync(real(path), { recursive: true }),
    /** Where there is no file, Windows tells when its counting of time begins. @param {string} path */
    changedAt: (path) => fs.statSync(real(path), { throwIfNoEntry: false })?.mtime ?? new Date('1601-01-01T00:00:00Z'),
    removeFolder: (/** @type {string} */ path) => fs.rmSync(real(path), { recursive: true, force: true }),
    move: (/** @type {string} */ from, /** @type {string} */ to) =>
      isFile(to) ? fail('Cannot create a file when that file already exists.') : rename(from, to),
    replace: (/** @type {string} */ from, /** @type {string} */ to) =>
      isFile(to) ? rename(from, to) : fail(`Could not find file '${to}'.`),
    folders: (/** @type {string} */ path) => list(path, (entry) => entry.isDirectory()),
    files: (/** @type {string} */ path) => list(path, (entry) => entry.isFile())
  }
}

/** @typedef {ReturnType<typeof createFiles>} Files */

module.exports = { contents, createFiles }
