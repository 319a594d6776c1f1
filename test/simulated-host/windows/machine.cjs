// A stand-in for a Windows server with Exchange: just as much of it as scripts of ours use, made of recorded facts that
// change as a script is carried out. It proves what a script does with what it is given, not how Windows behaves.
const { existsSync, writeFileSync, readFileSync } = require('node:fs')
const language = require('../language/commands.cjs')
const { fail, text, unknown } = require('../language/values.cjs')
const { readHost, sleep, updateHost } = require('../state.cjs')
const { createAtWork } = require('./atWork.cjs')
const { createCommands } = require('./commands.cjs')
const { createIis } = require('./iis.cjs')
const { contents } = require('./files.cjs')
const { filesOf, readJournal } = require('./journal.cjs')
const { isAlive } = require('./processes.cjs')
const { createRights } = require('./rights.cjs')
const { createServices } = require('./services.cjs')
const { createTasks } = require('./tasks.cjs')
const { createCast, createConstructors, createTypes } = require('./types.cjs')

const environment = {
  ...{ programdata: 'C:\\ProgramData', systemroot: 'C:\\Windows' },
  ...{ systemdrive: 'C:', os: 'Windows_NT' }
}

/** @import { Arguments, Machine } from '../language/shapes' */
/** @import { Files } from './files.cjs' */
/** @import { Iis } from './iis.cjs' */
/** @import { Rights } from './rights.cjs' */
/** @import { Services } from './services.cjs' */
/** @import { HostParts, Program, RecordedFacts } from './shapes' */
/** @import { Launch } from './types.cjs' */

/**
 * What the stand-in divides must come out whole.
 * @param {number} bytes
 */
const wholeMegabytes = (bytes) => bytes - (bytes % 1024 ** 2)

/**
 * A file that only one process at a time may hold.
 * @type {(files: Files) => (path: string) => object}
 */
const createLock = (files) => (path) => {
  const real = files.real(path)
  const holder = existsSync(real) ? Number(readFileSync(real, 'utf8')) : 0
  if (holder > 0 && isAlive(holder))
    fail(`The process cannot access the file '${path}' because it is being used by another process.`)
  writeFileSync(real, String(process.pid))
  return { Dispose: () => existsSync(real) && writeFileSync(real, '0') }
}

/** @type {(parts: { host: HostParts['host'], iis: Iis, services: Services }) => (key: string) => object | null} */
const createRegistry =
  ({ host, iis, services }) =>
  (key) => {
    const [, generation] = /^SOFTWARE\\Microsoft\\ExchangeServer\\(v1[45])$/.exec(key) ?? []
    const [, endpoint] = /^SYSTEM\\CurrentControlSet\\Services\\HTTP\\Parameters\\SslBindingInfo\\(.+)$/.exec(key) ?? []
    if (endpoint !== undefined) return iis.registryKey(endpoint)
    const [, component] = /^SOFTWARE\\Microsoft\\ExchangeServer\\v15\\ServerComponentStates\\(.+)$/.exec(key) ?? []
    if (component !== undefined) {
      const states = host().componentStates?.[component]
      return states === undefined ? null : { GetValue: (/** @type {string} */ name) => states[name] ?? null }
    }
    if (key.endsWith('\\SslBindingInfo')) return iis.recordsKey()
    // What Group Policy says of scripts.
    const { scriptPolicy } = host()
    if (/^SOFTWARE\\Policies\\Microsoft\\Windows\\PowerShell$/.test(key))
      return scriptPolicy === undefined
        ? null
        : { GetValue: (/** @type {string} */ name) => scriptPolicy[name] ?? null }
    if (/\\CurrentVersion\\Installer\\InProgress$/.test(key)) return host().suspended === true ? {} : null
    const [, service] = /^SYSTEM\\CurrentControlSet\\Services\\(\w+)$/.exec(key) ?? []
    if (service !== undefined) return services.isKnown(service) ? services.registryKey(service) : null
    if (generation === undefined) unknown(`the registry's key ${key}`)
    const roles = generation === 'v15' ? (host().unfinished ?? []) : []
    const role = { GetValue: (/** @type {string} */ name) => (name === 'Watermark' ? 'begun' : null) }
    return { GetSubKeyNames: () => roles, OpenSubKey: () => role }
  }

/**
 * The parts of the registry of the users that the facts list: what they say of certificates that were revoked.
 * @type {(parts: Pick<HostParts, 'facts' | 'change'>) => (key: string) => object | null}
 */
const createUsers =
  ({ facts, change }) =>
  (key) => {
    const [, sid] = /^(S-1-[0-9-]+)\\Software\\Microsoft\\.+\\Software Publishing$/.exec(key) ?? []
    if (sid === undefined) return unknown(`the registry's key ${key} of a user`)
    const accountOf = (/** @type {RecordedFacts} */ { revocation }) =>
      revocation.accounts.find((one) => one.sid === sid)
    return accountOf(facts()) === undefined
      ? null
      : {
          GetValue: () => accountOf(facts())?.state,
          SetValue: (/** @type {string} */ _, /** @type {number} */ state) =>
            change((now) => Object.assign(accountOf(now) ?? {}, { state }))
        }
  }

/** @param {Pick<HostParts, 'facts' | 'host'> & { files: Files, services: Services, rights: Rights, iis: Iis }} parts */
const createPrograms = ({ facts, host, files, services, rights, iis }) => {
  const generator = (/** @type {string} */ here, /** @type {Array<string>} */ words) => {
    const [, bin, , folder, option, file] = words
    const isSound = words[0] === '-exchangePath' && words[2] === '-exchangePath' && option === '-configFile'
    if (!isSound || words.length !== 6) unknown(`DependentAssemblyGenerator.exe ${words.join(' ')}`)
    if (here !== bin || bin !== `${facts().identity.installPath}bin` || !file.startsWith(`${folder}\\`)) return 1
    const { generator: how = 'present' } = host()
    files.createFolder(folder)
    if (how === 'missing') return unknown('a generator that is missing')
    if (how !== 'exit3') files.write(file, contents[how](facts().identity.installPath))
    return how === 'exit3' ? 3 : 0
  }
  const wordsOf = (/** @type {string} */ line) =>
    [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain)
  /**
   * A program that a script starts as a process of its own: how it ends is known when it is waited for.
   * @type {Launch}
   */
  const launch = ({ FileName, Arguments, WorkingDirectory }) => {
    if (FileName !== `${WorkingDirectory}\\DependentAssemblyGenerator.exe`) unknown(`the program ${FileName}`)
    const ExitCode = generator(WorkingDirectory, wordsOf(Arguments))
    const nothing = () => undefined
    return {
      ExitCode,
      WaitForExit: () => true,
      BeginOutputReadLine: nothing,
      BeginErrorReadLine: nothing,
      Dispose: nothing
    }
  }
  /** @type {Readonly<Record<string, Program>>} */
  const programs = {
    [`${environment.systemroot}\\System32\\icacls.exe`]: rights.icacls,
    [`${environment.systemroot}\\System32\\netsh.exe`]: iis.netsh,
    [`${environment.systemroot}\\System32\\sc.exe`]: services.sc
  }
  return { programs, launch }
}

/**
 * `breathe` is asked again and again whether to go on; `onCall` sees each call, and gives the arguments to go on with;
 * `onStop` hears which service was stopped; `afterScript` hears that a script, which another one has called, has come to its end.
 * @param {{
 *   folder: string, server: string, breathe: () => void, onCall: (name: string, args: Arguments) => Arguments,
 *   onStop: (name: string) => void, afterScript: () => void
 * }} parts
 * @returns {Machine}
 */
const createMachine = ({ folder, server, breathe, onCall, onStop, afterScript }) => {
  const host = () => readHost(folder, server)
  const { facts, change, files } = filesOf(folder, server)
  const iis = createIis({ facts, change, host })
  /** @type {HostParts['changeHost']} */
  const changeHost = (how) => updateHost(folder, server, how)
  const services = createServices({ facts, change, host, changeHost, onStop })
  const rights = createRights({ facts, change, files, host })
  const tasks = createTasks({ folder, server, host })
  const pause = (/** @type {number} */ milliseconds) => {
    for (const until = Date.now() + milliseconds; Date.now() < until; sleep(Math.min(50, until - Date.now()))) breathe()
  }
  const name = () => facts().identity.name
  const processes = createAtWork({ host, changeHost })
  const parts = { facts, host, files, services, rights, iis, tasks, name, pause, processes }
  const { programs, launch } = createPrograms(parts)
  const constructors = createConstructors(parts)
  const registry = createRegistry(parts)
  const users = createUsers({ facts, change })
  const types = createTypes({ ...parts, constructors, launch, registry, users, lock: createLock(files) })
  const cast = createCast({
    'io.directoryinfo': (path) => ({
      Create: (/** @type {{ sddl: string }} */ security) => rights.createFolder(text(path), security)
    }),
    'io.driveinfo': () => ({ get_AvailableFreeSpace: () => wholeMegabytes(host().freeBytes ?? 1e11) }),
    'security.principal.windowsprincipal': () => ({ IsInRole: () => host().elevated !== false }),
    'serviceprocess.servicecontroller': (name) => services.show(text(name))
  })
  readJournal(folder, server)
  for (const path of host().planted ?? []) files.createFolder(path)
  return {
    ...{ afterScript, cast, environment, onCall },
    variables: { PSVersionTable: { PSVersion: { Major: 5, Minor: 1 } } },
    commands: {
      ...language.commands,
      ...createCommands({ ...parts, constructors }),
      ...services.commands,
      ...rights.commands
    },
    type: (of) => types[of] ?? unknown(`the type [${of}]`),
    readScript: (path) => files.read(path).toString('utf8'),
    program: (path, words, emit) => (programs[path] ?? unknown(`the program ${path}`))(words, emit),
    tick: breathe
  }
}

module.exports = { createMachine }
