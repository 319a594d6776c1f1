/** A step as a remediation records it in its entry. */
export const recordedStep = (number: number, step: string, changes: Readonly<Record<string, unknown>> = {}) => ({
  server: 'EX01',
  number,
  policy: 'services-start',
  step,
  result: 'done',
  backup: null,
  error: null,
  ...changes
})

/** The text of an entry.json or a failed.json. */
export const recordText = (...steps: ReadonlyArray<unknown>): string =>
  JSON.stringify({ version: 1, server: 'EX01', number: 7, steps })

export const backupText = (step: number, backup: unknown) => ({ step, text: JSON.stringify(backup), error: null })

export const startTypeBackup = { kind: 'start-type', service: 'MSExchangeIS', start: 4, delayedAutostart: null }

/** An entry as Get-JournalEntries.ps1 prints it. */
export const rawEntry = (number: number, changes: Readonly<Record<string, unknown>> = {}) => ({
  number,
  finished: true,
  text: recordText(
    recordedStep(1, 'Set the start type of MSExchangeIS to Automatic'),
    recordedStep(2, 'Start MSExchangeIS')
  ),
  error: null,
  backups: [backupText(1, startTypeBackup)],
  ...changes
})

/** What Get-JournalEntries.ps1 prints. */
export const rawJournal = (entries: ReadonlyArray<unknown>, changes: Readonly<Record<string, unknown>> = {}) => ({
  version: 1,
  server: 'EX01',
  host: 'EX01',
  older: 0,
  entries,
  ...changes
})
