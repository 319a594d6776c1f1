import { counted } from '../kernel/counted'
import { sentence } from '../kernel/printable'
import { type ClockTime, whyClosed, windowText } from '../remediation/maintenance/window'
import type { Settings } from './settings'

/** A server is looked at again so many minutes after its remediation. */
export const defaultMinutes = 5

const windowRule = ({ remediation }: Settings, now: ClockTime): ReadonlyArray<string> => {
  const window = remediation?.window ?? null
  if (window === null) return []
  const closed = whyClosed(window, now)
  return [
    closed === null
      ? sentence(`Servers are begun ${windowText(window)}; the window is open now`)
      : sentence(`No server is begun now: ${closed}`)
  ]
}

const secondLookRule = ({ remediation, organization }: Settings): string => {
  const minutes = remediation?.secondLook ?? defaultMinutes
  const asked = [
    'services',
    ...(organization?.type === 'endpoint' ? ['component states', 'databases'] : []),
    ...(remediation?.probes === true ? ['pages', 'port 25'] : [])
  ]
  const left = [
    ...(organization?.type === 'endpoint' ? [] : ['component states and databases (no endpoint of the organization)']),
    ...(remediation?.probes === true ? [] : ['pages and port 25 (probes is off)'])
  ]
  return (
    `Each server is looked at again ${counted(minutes, 'minute')} after its remediation: ${asked.join(', ')}.` +
    (left.length === 0 ? '' : ` Not asked: ${left.join('; ')}.`)
  )
}

/** When and how servers are remediated by the settings, as sentences for the preview. */
export const rolloutRules = (settings: Settings, now: ClockTime): ReadonlyArray<string> => [
  ...windowRule(settings, now),
  secondLookRule(settings)
]
