import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as t from 'io-ts'
import { sameName } from '../../kernel/compare'
import { decodeRequest } from '../../resources/command/runRequest'
import { calledAs } from '../commandLine'

/** What `pulumi preview --json` says of each resource; only the text for a command's standard input is of use here. */
const preview = t.type({
  steps: t.array(t.type({ urn: t.string, newState: t.union([t.type({ inputs: t.unknown }), t.undefined, t.null]) }))
})

const inputs = t.type({ stdin: t.string, create: t.string })

/** A script that an update would run, and where. */
export interface PlannedScript {
  readonly text: string
  readonly place: 'server' | 'endpoint'
}

const serverOf = (urn: string): string | null => /command:local:Command::(.+)$/.exec(urn)?.[1] ?? null

/** The lines of a planned script end with a mark for Pulumi's display, in tabs and spaces. */
const unmarked = (script: string): string => script.replace(/[\t ]+$/gm, '')

const previewFailed = 'the preview failed'

/** The script that an update would run for a server, out of what a preview printed; null where it would run none. The left side is for a preview that did not come to it. */
export const plannedScript = (server: string, output: string): E.Either<string, PlannedScript | null> =>
  pipe(
    E.tryCatch(
      () => JSON.parse(output),
      () => previewFailed
    ),
    E.chain((value) => E.mapLeft(() => previewFailed)(preview.decode(value))),
    // A preview that fails at its gate has come to every server; one that broke off has not.
    E.filterOrElse(
      ({ steps }) => steps.some(({ urn }) => sameName(/exchange:index:Server::(.+)$/.exec(urn)?.[1] ?? '', server)),
      () => previewFailed
    ),
    E.map(({ steps }) => {
      const step = steps.find(({ urn }) => sameName(serverOf(urn) ?? '', server))
      const found = inputs.decode(step?.newState?.inputs)
      // The command of a server without work has no request.
      const request = E.chainW(({ create }: t.TypeOf<typeof inputs>) => decodeRequest(create))(found)
      if (E.isLeft(found) || E.isLeft(request)) return null
      return { text: unmarked(found.right.stdin), place: request.right.place ?? 'server' }
    })
  )

const onServer = (server: string): ReadonlyArray<string> => [
  `# The script that "pulumi up" would run on ${server}. It changes the server; read it first.`,
  '# By hand: save this text in C:\\script.ps1 on the server, and run this in an elevated 64-bit Windows PowerShell there:'
]

const atEndpoint = (server: string): ReadonlyArray<string> => [
  `# The script that "pulumi up" would run on this computer for ${server}. It changes the organization; read it first.`,
  '# By hand: save this text in C:\\script.ps1 here, and run this in Windows PowerShell, as an Exchange administrator:'
]

/** How the script is run by hand, and put back, as comments that stand before it. */
export const byHand = (server: string, place: PlannedScript['place']): string =>
  [
    ...(place === 'server' ? onServer(server) : atEndpoint(server)),
    '#   powershell -NoProfile -Command "& ([ScriptBlock]::Create([IO.File]::ReadAllText(\'C:\\script.ps1\')))"',
    '# Exit codes: 0 all is done, 1 a step failed, 2 nothing was touched. Each step prints a line of JSON.',
    place === 'server'
      ? `# The way back, by the journal that it writes: ${calledAs('restore')} ${server}, then --entry NUMBER.`
      : '# The way back: the commands that the preview shows, in the Exchange Management Shell.',
    ''
  ].join('\n')
