import { join } from 'node:path'
import type * as TE from 'fp-ts/TaskEither'
import { readText } from './text'

/** The script that gathers a server's facts and prints them as recorded facts. */
export const collectorFile = join(__dirname, '../collector/Get-ExchangeFacts.ps1')

/** The collector's text. */
export const readCollector = (): TE.TaskEither<string, string> => readText(collectorFile, 'the collector script')

/** What one server may print: the largest real answers are some hundred kilobytes. */
export const outputLimit = 8 * 1024 * 1024

export const connectSeconds = 10

/** Our own secrets are nobody else's: a child gets the environment without them. */
export const childEnvironment = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !/^(?:PULUMI_|EXCHANGE_COMPLIANCE_)/i.test(name)))
