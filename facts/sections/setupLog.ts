import * as t from 'io-ts'
import { buildNumber, instant, nullable } from '../values'

/** A line of the log, by its number from 1. */
const logLine = t.readonly(t.type({ line: t.number, text: t.string }))

/** A code that an error names: of the Windows Installer, of Windows, of the directory, or an HRESULT. */
const code = t.readonly(
  t.type({ kind: t.keyof({ msi: null, win32: null, ldap: null, hresult: null }), value: t.string })
)

const exception = t.readonly(t.type({ type: t.string, message: t.string }))

/** An error that stopped setup; `exceptions` from the outermost to the root, `script` the step that failed. */
const setupError = t.readonly(
  t.type({
    line: t.number,
    /** How often the log repeats it. */
    count: t.number,
    message: t.string,
    exceptions: t.readonlyArray(exception),
    frames: t.readonlyArray(t.string),
    script: nullable(t.string),
    task: nullable(t.string),
    step: nullable(t.string),
    component: nullable(t.readonly(t.type({ id: t.string, path: t.string }))),
    codes: t.readonlyArray(code),
    objects: t.readonlyArray(t.string),
    before: t.readonlyArray(logLine)
  })
)

/** A readiness rule that setup requires, or warns of; `rule` is empty where the log does not tell its name. */
const prerequisite = t.readonly(
  t.type({ line: t.number, rule: t.string, message: t.string, link: nullable(t.string), required: t.boolean })
)

/** A rule or setting of the readiness check, as it was evaluated. */
const evaluated = t.readonly(t.type({ line: t.number, name: t.string, value: t.string }))

/** What a log of the Windows Installer tells of one package or patch. */
const msiLog = t.readonly(
  t.type({
    file: t.string,
    product: nullable(t.string),
    productVersion: nullable(t.string),
    productCode: nullable(t.string),
    package: nullable(t.string),
    patch: nullable(t.string),
    user: nullable(t.string),
    state: t.keyof({ completed: null, failed: null, 'broken-off': null }),
    result: nullable(t.number),
    /** The error numbers that it names, such as 1303, with what they concern. */
    errors: t.readonlyArray(t.readonly(t.type({ line: t.number, code: t.number, text: t.string }))),
    /** The action that returned value 3, and the lines before. */
    failedAction: nullable(t.string),
    beforeFailure: t.readonlyArray(logLine)
  })
)

/** A file beside the log that is there and could not be read, and why. */
const unreadFile = t.readonly(t.type({ file: t.string, reason: t.string }))

/**
 * The last run in a log of Exchange's setup (ExchangeSetup.log), or of the Windows Installer alone. `broken-off` says
 * that the log ends without the run's end and without an error.
 */
const run = t.readonly(
  t.type({
    file: t.string,
    lines: t.number,
    runs: t.number,
    product: nullable(t.string),
    state: t.keyof({ completed: null, failed: null, 'broken-off': null }),
    started: nullable(instant),
    ended: nullable(instant),
    machine: nullable(t.string),
    user: nullable(t.string),
    domain: nullable(t.string),
    site: nullable(t.string),
    schemaMaster: nullable(t.string),
    domainController: nullable(t.string),
    windows: nullable(t.string),
    setupVersion: nullable(buildNumber),
    installedVersion: nullable(buildNumber),
    backupVersion: nullable(buildNumber),
    command: nullable(t.string),
    sourceDirectory: nullable(t.string),
    installPath: nullable(t.string),
    mode: nullable(t.string),
    roles: t.readonlyArray(t.string),
    result: nullable(t.number),
    prerequisites: t.readonlyArray(prerequisite),
    rules: t.readonlyArray(evaluated),
    settings: t.readonlyArray(evaluated),
    errors: t.readonlyArray(setupError),
    warnings: t.readonlyArray(logLine),
    last: t.readonlyArray(logLine),
    /** How many errors and warnings there were beyond those that are kept. */
    omitted: t.number,
    msi: t.readonlyArray(msiLog),
    /** What of the log was too long to be read: where the run begins, or the runs before it; null where nothing was. */
    cut: nullable(t.keyof({ run: null, 'earlier-runs': null })),
    unread: nullable(t.readonlyArray(unreadFile))
  })
)

/** Null: there is no log of setup on the server. */
export const setupLog = nullable(run)

export type SetupLog = t.TypeOf<typeof run>
export type SetupError = t.TypeOf<typeof setupError>
export type Prerequisite = t.TypeOf<typeof prerequisite>
export type Evaluated = t.TypeOf<typeof evaluated>
export type LogLine = t.TypeOf<typeof logLine>
export type Code = t.TypeOf<typeof code>
export type MsiLog = t.TypeOf<typeof msiLog>
