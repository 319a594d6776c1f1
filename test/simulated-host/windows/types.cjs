// The types of .NET that scripts of ours use, on a simulated machine.
const language = require('../language/casts.cjs')
const { tryParse } = require('../language/numbers.cjs')
const patterns = require('../language/patterns.cjs')
const { items, text, unknown } = require('../language/values.cjs')
const { createDocument } = require('./xml.cjs')

/** What a method of .NET takes for null; `$null` would become an empty text. */
const noText = { isNull: true }

const reparsePoint = 1024

const bytesOf = (value) => (Buffer.isBuffer(value) ? value : Buffer.from(items(value)))

/** Bytes as ASCII, in which what isn't becomes a question mark. */
const asciiOf = (bytes) => bytes.toString('latin1').replace(/[^\0-\x7f]/g, '?')

const fileTypes = (files, lock) => ({
  'io.file': {
    Exists: files.isFile,
    ReadAllText: (path) => files.read(path).toString('utf8'),
    ReadAllBytes: files.read,
    Copy: (from, to) => files.write(to, files.read(from), 'wx'),
    WriteAllText: (path, content) => files.write(path, text(content)),
    WriteAllBytes: (path, content) => files.write(path, bytesOf(content)),
    AppendAllText: (path, content) => files.write(path, text(content), 'a'),
    Delete: files.remove,
    Move: files.move,
    Replace: (from, to, kept) => (kept === noText ? files.replace(from, to) : unknown('a copy of what is replaced')),
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
    GetFileName: (path) => path.replace(/^.*\\/, ''),
    GetDirectoryName: (path) => path.replace(/\\[^\\]*$/, ''),
    GetPathRoot: (path) => path.slice(0, 3),
    Combine: (...parts) => parts.join('\\')
  },
  'io.fileattributes': { ReparsePoint: reparsePoint }
})

const readStream = (files, path) => {
  let rest = files.read(path)
  return {
    Seek: (offset) => {
      rest = files.read(path).subarray(offset)
      return offset
    },
    Read: (bytes, at, count) => rest.copy(bytes, at, 0, count),
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

const now = (facts) => new Date(facts().collectedAt)

/** What `[type]::member` finds, by the type's name without `System.`. */
const createTypes = ({ files, lock, registry, facts, name, pause, processes, constructors, launch }) => ({
  ...fileTypes(files, lock),
  nullstring: { Value: noText },
  stringcomparison: { OrdinalIgnoreCase: 'OrdinalIgnoreCase' },
  'xml.xmlreader': { Create: (reader) => reader },
  environment: {
    ...{ MachineName: name(), Is64BitProcess: true, ExitCode: 0 },
    ...{ GetEnvironmentVariable: () => null, SetEnvironmentVariable: () => undefined }
  },
  'threading.thread': { Sleep: pause },
  'threading.mutex': processes.mutex,
  'diagnostics.eventlog': processes.eventLog,
  'reflection.assembly': { Load: () => undefined },
  math: { Floor: Math.floor },
  array: { CreateInstance: (_, length) => Buffer.alloc(length) },
  activator: { CreateInstance: ({ type }, given = []) => constructors[type](...given) },
  'net.dns': { GetHostName: name },
  'microsoft.win32.registrykey': {
    OpenBaseKey: (hive, view) =>
      hive === 'LocalMachine' && view === 'Registry64'
        ? { OpenSubKey: registry }
        : unknown(`the registry ${hive} ${view}`)
  },
  'security.principal.windowsidentity': { GetCurrent: () => ({ Name: 'CONTOSO\\operator' }) },
  convert: {
    FromBase64String: (value) => Buffer.from(value, 'base64'),
    ToBase64String: (value) => bytesOf(value).toString('base64')
  },
  'text.encoding': {
    ASCII: {
      GetString: (bytes, at, count) => asciiOf(bytesOf(bytes).subarray(at, at + count))
    }
  },
  datetime: { Now: now(facts), UtcNow: now(facts) },
  timespan: { FromMinutes: (minutes) => ({ minutes }), FromSeconds: (seconds) => ({ seconds }) },
  'diagnostics.process': { GetProcesses: processes.running, Start: launch },
  'diagnostics.stopwatch': { StartNew: stopwatch },
  regex: { Replace: patterns.replace, IsMatch: patterns.isMatch },
  int: { TryParse: tryParse }
})

const flags = { inheritonly: 2, none: 0, noproagateinherit: 1 }

const casts = {
  ...language.casts,
  'security.principal.securityidentifier': (sid) => ({ Value: sid }),
  'security.accesscontrol.accesscontrolsections': text,
  'security.accesscontrol.propagationflags': (value) =>
    flags[text(value).toLowerCase()] ?? unknown(`the flag ${text(value)}`)
}

/** `own`: casts that know the machine. */
const createCast = (own) => (type, value) => (own[type] ?? casts[type] ?? unknown(`a cast to [${type}]`))(value)

/** What New-Object makes, by the type's name without `System.`. */
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
