import { value } from '../issue'
import type { Evidence, Owner } from '../knownIssue'

export const link = 'https://learn.microsoft.com/windows/win32/msi/windows-installer-error-messages'

export const section: Owner = 'exchange-setup-fails-with-error-code-1603'

/** What a number of the installer concerns: a path, a key or a service that its text names. */
export const named = (found: Evidence): string =>
  value(
    found,
    /\b(?:1[3-9]\d\d|2\d\d\d)\.[^\n]{0,160}?((?:[A-Za-z]:\\|HKEY_|\\\\)[^'"\n]{2,200}?)(?=\.?(?:['"\n]|$)|\. | failed to )/,
    value(
      found,
      /(?:writing to file|reading from file|Source file not found|open key|write value|delete key|delete value)[^:\n]{0,60}: ((?:[A-Za-z]:\\|HKEY_|\\\\|UNKNOWN\\)[^'"\n]{2,200}?)(?=\.?(?:['"\n]|$)|\. )/i,
      'what the installer log names'
    )
  )

export const mediumAnew =
  'Copy the whole medium again to a short local path. Compare its hash with the published one (Get-FileHash).'
