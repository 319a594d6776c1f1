import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import * as TE from 'fp-ts/TaskEither'
import { powershell } from '../kernel/powershell'
import type { Media } from './connection'
import { withScriptFile } from './scriptFile'
import { readText } from './text'

/** The script that gathers a server's facts and prints them as recorded facts. */
export const collectorFile = join(__dirname, '../collector/Get-ExchangeFacts.ps1')

/** The collector's text with its parameters, since a script that is sent takes none. */
const withParameters = (script: string, media: Media | undefined, isSearching: boolean): string => {
  const parameters = [
    ...(media === undefined || media.setup === null ? [] : [powershell`-SetupMedia ${media.setup}`]),
    ...(media === undefined || media.update === null ? [] : [powershell`-PatchFile ${media.update}`]),
    ...(isSearching ? ['-Ioc'] : [])
  ]
  return parameters.length === 0 ? script : [`& {\n${script}\n}`, ...parameters].join(' ')
}

/** The collector's text, for a server on which media are looked at or none, and logs searched for traces of intruders or not. */
export const readCollector = (media?: Media, isSearching = false): TE.TaskEither<string, string> =>
  TE.map((script: string) => withParameters(script, media, isSearching))(
    readText(collectorFile, 'the collector script')
  )

/** The collector as a file: its own, or one that ends with its use where media are looked at. */
export const withCollector = async <A>(
  media: Media | undefined,
  use: (file: string) => Promise<A>,
  unread: (reason: string) => A
): Promise<A> => {
  if (media === undefined) return use(collectorFile)
  const script = await readCollector(media)()
  return E.isLeft(script) ? unread(script.left) : withScriptFile(script.right, use)
}

/** What one server may print: the largest real answers are some hundred kilobytes. */
export const outputLimit = 8 * 1024 * 1024

export const connectSeconds = 10

/** Our own secrets are nobody else's: a child gets the environment without them. */
export const childEnvironment = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !/^(?:PULUMI_|EXCHANGE_COMPLIANCE_)/i.test(name)))
