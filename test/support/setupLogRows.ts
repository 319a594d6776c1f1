import type { Table } from './policyTester'
import { beginning, errorLines, failing, goodLog, logText, sectionOf } from './setupLogs'

export const link = (rule: string): string =>
  `[1] Help URL: http://technet.microsoft.com/library(EXCHG.150)/ms.exch.setupreadiness.${rule}.aspx`

/** Facts with the log of a run that fails of these lines. */
export const failedOf = (...lines: ReadonlyArray<string>) => ({
  build: { exSetup: '15.2.1544.4', binaries: null },
  setupLog: sectionOf(logText([...beginning, ...lines, ...failing]))
})

/** Facts with the log of a run that fails of an error. */
export const failedOfError = (exception: string, script = 'some-task', component = 'SomeComponent___0123') =>
  failedOf(...errorLines(exception, script, component))

/** Rows that hold of every policy that a setup log decides; `failed` is a run of its own kind. */
export const commonRows = (failed: ReturnType<typeof failedOf>): Omit<Table, 'drifting'> => ({
  compliant: [
    { name: 'the last run completed', facts: { setupLog: sectionOf(goodLog) } },
    { name: 'there is no log of setup on the server', facts: { setupLog: null }, reason: 'there is no log of setup' },
    {
      name: 'a later build is installed',
      facts: { ...failed, build: { exSetup: '15.2.2562.17', binaries: null } },
      reason: 'before the installed build'
    }
  ],
  unknown: [
    {
      name: 'the log breaks off',
      facts: { build: { exSetup: '15.2.1544.4', binaries: null }, setupLog: sectionOf(logText(beginning)) },
      reason: 'breaks off'
    }
  ],
  notApplicable: []
})

/** What a row expects of one drift by its issue. */
export const expected = (
  issue: string,
  actual: string,
  evidence: ReadonlyArray<string>,
  resolution: ReadonlyArray<string>
) => [{ path: `setupLog.${issue}`, actual, desired: 'setup completed', evidence, resolution }]
