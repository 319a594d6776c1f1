import type { RunError } from './run'

const started = /\][^:<]{0,40}[:<] ?([A-Za-z]:\\[^<>"|]{1,300}?\.exe)\b/i
const inScript = /\bStart-SetupProcess\s{1,4}-Name:?\s{0,4}["']?([\w.-]{1,60})|([\w-]{1,60}\.exe)\b/gi
const byFrame = /\bRunProcessBase\b|\bStartSetupProcess\b/

/** Whether an error says with what code a program ended. */
const isOfProgram = ({ raised, task, message }: RunError): boolean =>
  /\bexit\s{1,4}code\s{1,4}-?\d/.test(message) ||
  byFrame.test(raised) ||
  /^start-setupprocess$/i.test(task?.trim() ?? '')

/** The program whose exit code an error tells: the one that setup started last, or the only one of the script; else null. */
export const programOf = (error: RunError): string | null => {
  if (!isOfProgram(error)) return null
  const lines = error.before.flatMap(({ text }) => started.exec(text)?.[1] ?? [])
  const named = [...(error.script ?? '').matchAll(inScript)].flatMap(([, called, name]) => called ?? name ?? [])
  const [only, ...others] = [...new Set(named.map((name) => name.toLowerCase().replace(/\.exe$/, '')))]
  return lines[lines.length - 1] ?? (only === undefined || others.length > 0 ? null : (named[0] ?? null))
}

/** The error with its exit code in words that no language changes, for it stands last in every translation. */
export const raisedBy = (error: RunError): string => {
  const [, value] = /(-?\d{1,10})[.\u3002]?$/.exec(error.message.trim()) ?? []
  const isTold = value === undefined || /\bexit\s{1,4}code\s{1,4}-?\d/.test(error.raised) || !isOfProgram(error)
  return isTold ? error.raised : `${error.raised}\nexit code ${value}`
}
