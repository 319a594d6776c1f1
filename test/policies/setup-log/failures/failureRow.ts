import { beginning, errorLines, failing, logText, sectionOf } from '../../../support/setupLogs'

export interface FailureRow {
  readonly issue: string
  readonly says: string
  readonly script?: string
  readonly component?: string
  readonly command?: string
  readonly mode?: string
  readonly setupVersion?: string
  /** Lines of the log before the error. */
  readonly before?: ReadonlyArray<string>
  readonly advice?: RegExp
  /** What its steps must not say. */
  readonly never?: RegExp
}

export const tasks = 'Microsoft.Exchange.Configuration.Tasks'

export const directory = 'Microsoft.Exchange.Data.Directory'

export const protocol = 'System.DirectoryServices.Protocols'

export const msi = (code: string, text: string): string =>
  `${tasks}.TaskException: Installing product D:\\exchangeserver.msi failed. Error ${code}. ${text} Error code is ${code}.`

export const response = (code: string, rest: string): string =>
  `${directory}.ADOperationException: Active Directory operation failed on DC01.contoso.com. This error is not retriable. Additional information: it failed.\n~Active directory response: ${code}: ${rest}`

export const exit = (code: number): string => `${tasks}.TaskException: Process execution failed with exit code ${code}.`

export const mount = (what: string): string =>
  `System.InvalidOperationException: Failed to mount database "DB01". Error: An Active Manager operation failed. Error: ${what}`

export const groups = 'initialize-ExchangeUniversalGroups -DomainController $RoleDomainController'

export const prepare = { command: '/PrepareAD /IAcceptExchangeServerLicenseTerms_DiagnosticDataON', mode: 'Install' }

export const logOfRow = ({
  says,
  script = 'Do-Something',
  component = 'AllRolesComponent___0123',
  command,
  mode,
  setupVersion,
  before = []
}: FailureRow) => {
  const lines = errorLines(says.replaceAll('\n~', ' '), script, component)
  const run = sectionOf(logText([...beginning, ...before, ...lines, ...failing]))
  return {
    ...run,
    ...(command === undefined ? {} : { command }),
    ...(mode === undefined ? {} : { mode }),
    ...(setupVersion === undefined ? {} : { setupVersion, installedVersion: setupVersion })
  }
}
