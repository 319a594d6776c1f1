// The types of .NET that scripts of ours use, on a simulated machine.
const language = require('../language/casts.cjs')
const { tryParse } = require('../language/numbers.cjs')
const patterns = require('../language/patterns.cjs')
const { items, text, unknown } = require('../language/values.cjs')
const { createDocument } = require('./xml.cjs')

/** @import { AtWork } from './atWork.cjs' */
/** @import { Files } from './files.cjs' */
/** @import { Iis } from './iis.cjs' */
/** @import { Rights } from './rights.cjs' */
/** @import { HostParts } from './shapes' */

/** @typedef {Readonly<Record<string, (...args: Array<unknown>) => unknown>>} Constructors */
/** @typedef {(path: string, mode: string) => object} Lock */
/** @typedef {(start: { FileName: string, Arguments: string, WorkingDirectory: string }) => object} Launch */
/** @typedef {(key: string) => object | null} OpenKey */

/** What a method of .NET takes for null; `$null` would become an empty text. */
const noText = { isNull: true }

const reparsePoint = 1024

/** @param {unknown} value */
const bytesOf = (value) => (Buffer.isBuffer(value) ? value : Buffer.from(items(value).map(Number)))

/**
 * Bytes as ASCII, in which what isn't becomes a question mark.
 * @param {Buffer} bytes
 */
const asciiOf = (bytes) => bytes.toString('latin1').replace(/[^\0-\x7f]/g, '?')

/** @param {Files} files @param {Lock} lock */
const fileTypes = (files, lock) => ({
  'io.file': {
    Exists: files.isFile,
    ReadAllText: (/** @type {string} */ path) => files.read(path).toString('utf8'),
    ReadAllBytes: files.read,
    Copy: (/** @type {string} */ from, /** @type {string} */ to) => files.write(to, files.read(from), 'wx'),
    WriteAllText: (/** @type {string} */ path, /** @type {unknown} */ content) => files.write(path, text(content)),
    WriteAllBytes: (/** @type {string} */ path, /** @type {unknown} */ content) => files.write(path, bytesOf(content)),
    AppendAllText: (/** @type {string} */ path, /** @type {unknown} */ content) =>
      files.write(path, text(content), 'a'),
    Delete: files.remove,
    Move: files.move,
    /** @type {(from: string, to: string, kept: unknown) => unknown} */
    Replace: (from, to, kept) => (kept === noText ? files.replace(from, to) : unknown('a copy of what is replaced')),
    /** @type {(path: string, mode: string, access: string, share: string) => object} */
    Open: (path, mode, _, share) => (share === 'None' ? lock(path, mode) : readStream(files, path)),
    GetLastWriteTimeUtc: files.changedAt,
    GetAttributes: () => 16
  },
  'io.directory': {
    Exists: files.isFolder,
    CreateDirectory: files.createFolder,
    GetDirectories: files.folders,
    GetFiles: files.files,
    GetLastWriteTimeUtc: files.changedAt,
    Delete: files.removeFolder
  },
  'io.path': {
    GetFileName: (/** @type {string} */ path) => path.replace(/^.*\\/, ''),
    GetDirectoryName: (/** @type {string} */ path) => path.replace(/\\[^\\]*$/, ''),
    GetPathRoot: (/** @type {string} */ path) => path.slice(0, 3),
    Combine: (/** @type {Array<string>} */ ...parts) => parts.join('\\')
  },
  'io.fileattributes': { ReparsePoint: reparsePoint }
})

/** @param {Files} files @param {string} path */
const readStream = (files, path) => {
  let rest = files.read(path)
  return {
    Seek: (/** @type {number} */ offset) => {
      rest = files.read(path).subarray(offset)
      return offset
    },
    Read: (/** @type {Buffer} */ bytes, /** @type {number} */ at, /** @type {number} */ count) =>
      rest.copy(bytes, at, 0, count),
    Dispose: () => undefined
  }
}

const stopwatch = () => {
  const start = Date.now()
  return {
    Elapsed: {
      get TotalSeconds() {
        return Math.floor((Date.now() - start) / 1_000)
      }
    }
  }
}

/** @param {HostParts['facts']} facts */
const now = (facts) => new Date(facts().collectedAt)

/**
 * What `[type]::member` finds, by the type's name without `System.`.
 * @param {{
 *   files: Files, lock: Lock, registry: OpenKey, users: OpenKey, facts: HostParts['facts'], name: () => string,
 *   pause: (milliseconds: number) => void, processes: AtWork, constructors: Constructors, launch: Launch
 * }} parts
 * @returns {Readonly<Record<string, unknown>>}
 */
const createTypes = ({ files, lock, registry, users, facts, name, pause, processes, constructors, launch }) => ({
  ...fileTypes(files, lock),
  nullstring: { Value: noText },
  stringcomparison: { OrdinalIgnoreCase: 'OrdinalIgnoreCase' },
  'xml.xmlreader': { Create: (/** @type {object} */ reader) => reader },
  environment: {
    ...{ MachineName: name(), Is64BitProcess: true, ExitCode: 0 },
    ...{ GetEnvironmentVariable: () => null, SetEnvironmentVariable: () => undefined }
  },
  'threading.thread': { Sleep: pause },
  'threading.mutex': processes.mutex,
  'diagnostics.eventlog': processes.eventLog,
  'reflection.assembly': { Load: () => undefined },
  math: { Floor: Math.floor },
  array: { CreateInstance: (/** @type {object} */ _, /** @type {number} */ length) => Buffer.alloc(length) },
  activator: {
    CreateInstance: (/** @type {{ type: string }} */ { type }, /** @type {Array<unknown>} */ given = []) =>
      (constructors[type] ?? unknown(`the type ${type}`))(...given)
  },
  'net.dns': { GetHostName: name },
  'microsoft.win32.registrykey': {
    OpenBaseKey: (/** @type {string} */ hive, /** @type {string} */ view) => {
      const open = hive === 'LocalMachine' ? registry : hive === 'Users' ? users : undefined
      return open !== undefined && view === 'Registry64'
        ? { OpenSubKey: open }
        : unknown(`the registry ${hive} ${view}`)
    }
  },
  'security.principal.windowsidentity': { GetCurrent: () => ({ Name: 'CONTOSO\\operator' }) },
  convert: {
    FromBase64String: (/** @type {string} */ value) => Buffer.from(value, 'base64'),
    ToBase64String: (/** @type {unknown} */ value) => bytesOf(value).toString('base64')
  },
  'text.encoding': {
    ASCII: {
      GetString: (/** @type {unknown} */ bytes, /** @type {number} */ at, /** @type {number} */ count) =>
        asciiOf(bytesOf(bytes).subarray(at, at + count))
    }
  },
  'globalization.cultureinfo': { InvariantCulture: 'invariant' },
  datetime: { Now: now(facts), UtcNow: now(facts) },
  timespan: {
    FromMinutes: (/** @type {number} */ minutes) => ({ minutes }),
    FromSeconds: (/** @type {number} */ seconds) => ({ seconds })
  },
  'diagnostics.process': { GetProcesses: processes.running, Start: launch },
  'diagnostics.stopwatch': { StartNew: stopwatch },
  regex: { Replace: patterns.replace, IsMatch: patterns.isMatch },
  int: { TryParse: tryParse }
})

/** @type {Readonly<Record<string, number>>} */
const flags = { inheritonly: 2, none: 0, noproagateinherit: 1 }

/** @typedef {Readonly<Record<string, (value: unknown) => unknown>>} Casts */

/** @type {Casts} */
const casts = {
  ...language.casts,
  'security.principal.securityidentifier': (sid) => ({ Value: sid }),
  'security.accesscontrol.accesscontrolsections': text,
  'security.accesscontrol.propagationflags': (value) =>
    flags[text(value).toLowerCase()] ?? unknown(`the flag ${text(value)}`)
}

/**
 * `own`: casts that know the machine.
 * @type {(own: Casts) => (type: string, value: unknown) => unknown}
 */
const createCast = (own) => (type, value) => (own[type] ?? casts[type] ?? unknown(`a cast to [${type}]`))(value)

/**
 * What New-Object makes, by the type's name without `System.`.
 * @param {{ iis: Iis, rights: Rights }} parts
 * @returns {Constructors}
 */
const createConstructors = ({ iis, rights }) => ({
  'security.accesscontrol.directorysecurity': (path, parts) =>
    path === undefined ? rights.newSecurity() : rights.securityOf(text(path), text(parts)),
  'diagnostics.processstartinfo': () => ({
    ...{ FileName: '', Arguments: '', WorkingDirectory: '', UseShellExecute: true, CreateNoWindow: false },
    ...{ RedirectStandardOutput: false, RedirectStandardError: false }
  }),
  'xml.xmldocument': createDocument,
  'xml.xmlreadersettings': () => ({ DtdProcessing: 'Parse', XmlResolver: null }),
  'io.stringreader': (source) => ({ source }),
  'microsoft.web.administration.servermanager': iis.manager
})

module.exports = { createCast, createConstructors, createTypes }
