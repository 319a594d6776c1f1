// The files of a simulated Windows: a folder of this computer, but for the two of Exchange's that the facts tell of.
const fs = require('node:fs')
const { dirname, join } = require('node:path')
const { fail } = require('../language/values.cjs')

const encode = (name) =>
  name.toLowerCase().replace(/[^a-z0-9 ._-]/g, (one) => `%${one.charCodeAt(0).toString(16).padStart(4, '0')}`)

const partsOf = (path) => path.split(/[\\/]+/).filter((part) => part !== '')

const sharedContent = (reference) =>
  '<configuration><runtime><assemblyBinding xmlns="urn:schemas-microsoft-com:asm.v1"><dependentAssembly>' +
  `<codeBase href="${reference}" /></dependentAssembly></assemblyBinding></runtime></configuration>`

/** What SharedWebConfig.config holds, by its state in the facts. */
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

const createFiles = ({ root, facts, change, hasGenerator }) => {
  const real = (path) => join(root, ...partsOf(path).map(encode))

  const sharedConfig = (path) => {
    const { identity } = facts()
    const install = identity?.installPath ?? ''
    const names = { clientAccess: 'ClientAccess', httpProxy: 'FrontEnd\\HttpProxy' }
    const isIt = ([, folder]) => path.toLowerCase() === `${install}${folder}\\SharedWebConfig.config`.toLowerCase()
    return Object.entries(names).find(isIt)?.[0] ?? null
  }

  const system = (path) =>
    /\\System32\\inetsrv\\config\\applicationHost\.config$/i.test(path) ? JSON.stringify(facts().bindings) : null

  const read = (path) => {
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

  const isFile = (path) => {
    const name = sharedConfig(path)
    if (name !== null) return facts().sharedWebConfig[name] in contents
    if (/\\bin\\DependentAssemblyGenerator\.exe$/i.test(path)) return hasGenerator()
    return system(path) !== null || fs.statSync(real(path), { throwIfNoEntry: false })?.isFile() === true
  }

  const isFolder = (path) => fs.statSync(real(path), { throwIfNoEntry: false })?.isDirectory() === true

  const write = (path, content, flag = 'w') => {
    const name = sharedConfig(path)
    if (name !== null) return change((now) => Object.assign(now.sharedWebConfig, { [name]: 'present' }))
    if (!fs.existsSync(dirname(real(path)))) fail(`Could not find a part of the path '${path}'.`)
    fs.writeFileSync(real(path), content, { flag })
  }

  const remove = (path) => {
    const name = sharedConfig(path)
    if (name !== null) return change((now) => Object.assign(now.sharedWebConfig, { [name]: 'absent' }))
    fs.rmSync(real(path), { force: true })
  }

  const rename = (from, to) => {
    const name = sharedConfig(to)
    if (name === null) return fs.renameSync(real(from), real(to))
    fs.rmSync(real(from))
    change((now) => Object.assign(now.sharedWebConfig, { [name]: 'present' }))
  }

  const list = (path, wanted) =>
    fs
      .readdirSync(real(path), { withFileTypes: true })
      .filter(wanted)
      .map(({ name }) => `${path}\\${name}`)

  return {
    ...{ isFile, isFolder, read, real, remove, write },
    createFolder: (path) => void fs.mkdirSync(real(path), { recursive: true }),
    changedAt: (path) => fs.statSync(real(path)).mtime,
    removeFolder: (path) => fs.rmSync(real(path), { recursive: true, force: true }),
    move: (from, to) => (isFile(to) ? fail('Cannot create a file when that file already exists.') : rename(from, to)),
    replace: (from, to) => (isFile(to) ? rename(from, to) : fail(`Could not find file '${to}'.`)),
    folders: (path) => list(path, (entry) => entry.isDirectory()),
    files: (path) => list(path, (entry) => entry.isFile())
  }
}

module.exports = { contents, createFiles }
