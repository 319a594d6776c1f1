import { textOf } from '../clixml'
import type { Output } from './objects'

/** The output of the WMI class Win32_OperatingSystem, which holds the server's clock. */
export const operatingSystemFile = 'OS/Win32_OperatingSystem.xml'

const toIso = (milliseconds: number): string | null =>
  Number.isNaN(milliseconds) ? null : new Date(milliseconds).toISOString()

/** WMI's form: local time, microseconds, and minutes ahead of UTC, as in `20210929122136.101000-420`. */
const wmiTime = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\.(\d{3})\d{3}([+-]\d{3})$/

/** When the facts were recorded, in ISO 8601, UTC; null where the clock's zone is not told. */
export const readCollectedAt = ([system]: Output): string | null => {
  const shown = textOf('LocalDateTime')(system) ?? ''
  const [, year, month, day, hour, minute, second, millisecond, ahead] = wmiTime.exec(shown) ?? []
  if (ahead === undefined) return /T.*(?:Z|[+-]\d\d:\d\d)$/.test(shown) ? toIso(Date.parse(shown)) : null
  const local = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${millisecond}Z`)
  return toIso(local - Number(ahead) * 60_000)
}
