import type { MsiLog, SetupError, SetupLog } from '../facts/sections/setupLog'
import { noRun } from './run'

/** The codes of the installer's errors, and those of Windows that their texts name. */
export const installerCodes = ({ errors }: MsiLog): SetupError['codes'] =>
  errors.flatMap(({ code, text }) => {
    const [, system] = /\bSystem error:? (\d{1,5})\b/i.exec(text) ?? []
    const named = { kind: 'msi', value: String(code) } as const
    return system === undefined ? [named] : [named, { kind: 'win32', value: system } as const]
  })

const errorOf = (msi: MsiLog): SetupError => {
  const [first] = msi.errors
  const named = msi.package ?? msi.patch ?? msi.product ?? msi.file
  return {
    line: first?.line ?? msi.beforeFailure[msi.beforeFailure.length - 1]?.line ?? 1,
    count: 1,
    message: `Installing ${named} failed.${first === undefined ? '' : ` Error ${first.code}. ${first.text}`} Error code is ${msi.result ?? 1603}.`,
    exceptions: [],
    frames: [],
    script: null,
    task: msi.failedAction,
    step: null,
    component: null,
    codes: [{ kind: 'msi', value: String(msi.result ?? 1603) }, ...installerCodes(msi)],
    objects: [msi.productCode, msi.package, msi.patch].flatMap((name) => (name === null ? [] : [name])),
    before: msi.beforeFailure
  }
}

const buildOf = (version: string | null): string | null =>
  version !== null && /^\d{1,9}(\.\d{1,9}){3}$/.test(version) ? version : null

/** The run of setup that a log of the Windows Installer alone, such as that of a Security Update, tells of. */
export const runOfMsi = (msi: MsiLog): SetupLog => {
  const { progress: _progress, ...nothing } = noRun
  return {
    ...nothing,
    file: msi.file,
    lines: 0,
    runs: 1,
    product: null,
    state: msi.state,
    user: msi.user,
    installedVersion: buildOf(msi.productVersion),
    result: msi.result,
    errors: msi.state === 'failed' ? [errorOf(msi)] : [],
    last: [],
    msi: [msi],
    cut: null,
    unread: null
  }
}
