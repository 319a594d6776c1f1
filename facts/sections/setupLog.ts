import * as t from 'io-ts'
import { limits } from '../../kernel/limits'
import { buildNumber, fields, instant, listUpTo, nullable, textUpTo } from '../../kernel/values'

const logText = textUpTo(limits.logText)

/** A line of the log, by its number from 1. */
const logLine = t.readonly(fields({ line: t.number, text: logText }))

/** A code that an error names: of the Windows Installer, of Windows, of the directory, an HRESULT, or a program's own. */
const code = t.readonly(
  fields({ kind: t.keyof({ msi: null, win32: null, ldap: null, hresult: null, exit: null }), value: logText })
)

const exception = t.readonly(fields({ type: logText, message: textUpTo(limits.logEntry) }))

/** An error that stopped setup; `exceptions` from the outermost to the root, `script` the step that failed. */
const setupError = t.readonly(
  fields({
    line: t.number,
    /** How often the log repeats it. */
    count: t.number,
    message: logText,
    exceptions: listUpTo(limits.logErrors, exception),
    frames: listUpTo(limits.logErrors, logText),
    script: nullable(logText),
    /** The program whose exit code the error tells. */
    program: nullable(logText),
    task: nullable(logText),
    step: nullable(logText),
    component: nullable(t.readonly(fields({ id: logText, path: logText }))),
    codes: listUpTo(limits.logErrors, code),
    objects: listUpTo(limits.logErrors, logText),
    before: listUpTo(limits.logErrors, logLine)
  })
)

/** A readiness rule that setup requires, or warns of; `rule` is empty where the log does not tell its name. */
const prerequisite = t.readonly(
  fields({ line: t.number, rule: logText, message: logText, link: nullable(logText), required: t.boolean })
)

/** A rule or setting of the readiness check, as it was evaluated. */
const evaluated = t.readonly(fields({ line: t.number, name: logText, value: logText }))

/** What a log of the Windows Installer tells of one package or patch. */
const msiLog = t.readonly(
  fields({
    file: logText,
    product: nullable(logText),
    productVersion: nullable(logText),
    productCode: nullable(logText),
    package: nullable(logText),
    patch: nullable(logText),
    user: nullable(logText),
    machine: nullable(logText),
    state: t.keyof({ completed: null, failed: null, 'broken-off': null }),
    result: nullable(t.number),
    /** Cached packages and patches that are not there, with the name under which they were published. */
    missing: nullable(
      listUpTo(limits.logErrors, t.readonly(fields({ line: t.number, path: logText, source: nullable(logText) })))
    ),
    /** The patches that the installer found not applicable to what is installed. */
    refused: nullable(listUpTo(limits.logErrors, logText)),
    /** The error numbers that it names, such as 1303, with what they concern. */
    errors: listUpTo(limits.logErrors, t.readonly(fields({ line: t.number, code: t.number, text: logText }))),
    /** The action that returned value 3, and the lines before. */
    failedAction: nullable(logText),
    beforeFailure: listUpTo(limits.logErrors, logLine)
  })
)

/** A file beside the log that is there and could not be read, and why. */
const unreadFile = t.readonly(fields({ file: logText, reason: logText }))

/**
 * The last run in a log of Exchange's setup (ExchangeSetup.log), or of the Windows Installer alone. `broken-off` says
 * that the log tells neither a success nor an error, whether it ends with the run or before.
 */
const run = t.readonly(
  fields({
    file: logText,
    lines: t.number,
    runs: t.number,
    product: nullable(logText),
    state: t.keyof({ completed: null, failed: null, 'broken-off': null }),
    started: nullable(instant),
    ended: nullable(instant),
    machine: nullable(logText),
    user: nullable(logText),
    domain: nullable(logText),
    site: nullable(logText),
    schemaMaster: nullable(logText),
    domainController: nullable(logText),
    windows: nullable(logText),
    setupVersion: nullable(buildNumber),
    installedVersion: nullable(buildNumber),
    backupVersion: nullable(buildNumber),
    command: nullable(logText),
    sourceDirectory: nullable(logText),
    installPath: nullable(logText),
    mode: nullable(logText),
    roles: listUpTo(limits.logEntries, logText),
    result: nullable(t.number),
    prerequisites: listUpTo(limits.logEntries, prerequisite),
    rules: listUpTo(limits.logEntries, evaluated),
    settings: listUpTo(limits.logEntries, evaluated),
    errors: listUpTo(limits.logErrors, setupError),
    warnings: listUpTo(limits.logErrors, logLine),
    last: listUpTo(limits.logEntries, logLine),
    /** How many errors and warnings there were beyond those that are kept. */
    omitted: t.number,
    msi: listUpTo(limits.logEntries, msiLog),
    /** What the run was read from where that is not a log: a copy of setup's screen. */
    origin: nullable(t.keyof({ screen: null })),
    /** What of the log was too long to be read: where the run begins, or the runs before it; null where nothing was. */
    cut: nullable(t.keyof({ run: null, 'earlier-runs': null })),
    unread: nullable(listUpTo(limits.logErrors, unreadFile))
  })
)

/** Null: there is no log of setup on the server. */
export const setupLog = nullable(run)

export type SetupLog = t.TypeOf<typeof run>
export type SetupError = t.TypeOf<typeof setupError>
export type Prerequisite = t.TypeOf<typeof prerequisite>
export type LogLine = t.TypeOf<typeof logLine>
export type Code = t.TypeOf<typeof code>
export type MsiLog = t.TypeOf<typeof msiLog>
