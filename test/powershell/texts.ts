import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { bootstrap } from '../../connections/ssh'
import { powershell, quote } from '../../kernel/powershell'
import { decodeBackup } from '../../remediation/backup'
import { restore } from '../../remediation/restore'
import { remediationScript } from '../../remediation/script'
import { detachedScript } from '../../resources/command/detachedScript'
import { goldens } from '../policies/goldens'
import * as server from '../policies/remediated'
import { healthySections, type RecordedSections } from '../support/server'

const root = join(__dirname, '..', '..')

type Texts = Readonly<Record<string, string>>

const scriptsIn = (folder: string): Texts =>
  Object.fromEntries(
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.ps1'))
      .map((name) => [`${folder}/${name}`, readFileSync(join(root, folder, name), 'utf8')])
  )

const run = '0f8fad5b-d9cb-469f-a165-70867728950e'

const detached: Texts = {
  'detached: start': detachedScript({ action: 'start', run, script: 'exit 0\n' }),
  'detached: poll': detachedScript({ action: 'poll', run, offset: 9 }),
  'detached: forget': detachedScript({ action: 'forget', run }),
  'detached: look': detachedScript({ action: 'look' })
}

const remediations: Texts = Object.fromEntries(
  goldens.map(([name, facts, standard]) => [`remediation: ${name}`, server.scriptOf(server.planFor(facts, standard))])
)

/** What a script keeps as the text of another one: here-strings. */
const innerTexts = (name: string, script: string): Texts =>
  Object.fromEntries(
    [...script.matchAll(/@'\n([\s\S]*?)\n'@/g)].map(([, inner = ''], index) => [
      `${name}: inner text ${index + 1}`,
      inner
    ])
  )

/** The scripts that run on servers, by their names. */
export const serverScripts: Texts = {
  ...scriptsIn('collector'),
  ...remediations,
  'the bootstrap of ssh': bootstrap,
  ...detached,
  ...innerTexts('detached', detached['detached: look'] ?? '')
}

/** Those that run where the product runs, on Windows PowerShell 5.1 or later. */
export const localScripts: Texts = scriptsIn('connections')

/** Texts that stand for the value of a server, of which each may only become one literal. */
export interface Template {
  readonly name: string
  readonly render: (value: string) => string
}

const hostileStep = (value: string) => ({
  kind: 'start' as const,
  rank: 0,
  title: value,
  test: powershell`Test-Running ${value}`,
  backUp: powershell`Save-StartType ${value} $backup`,
  set: powershell`Start-AndWait ${value}`,
  functions: [],
  interrupts: null,
  needsRestart: false,
  starts: value,
  enables: value,
  seconds: 60,
  policies: ['p', value]
})

export const templates: ReadonlyArray<Template> = [
  { name: 'a remediation script', render: (value) => remediationScript(value, 7, [hostileStep(value)]) }
]

/** Many values in one text: each a statement of its own, alone and in a list. */
export const quotedValues = (values: ReadonlyArray<string>): string =>
  values.map((value) => `$v = ${quote(value)}\n${powershell`Probe ${value} @(${[value, 'x', value]})`}`).join('\n')

const backups = (value: string): ReadonlyArray<unknown> => [
  { kind: 'start-type', service: value, start: 2, delayedAutostart: 1 },
  { kind: 'rights', path: `C:\\${value}`, sddl: 'O:SYG:SYD:PAI(A;;FA;;;BA)' },
  { kind: 'revocation', sid: 'S-1-5-18', state: value.length },
  { kind: 'file', path: `C:\\${value}`, copy: value },
  { kind: 'file', path: `C:\\${value}`, copy: null },
  { kind: 'binding', site: value, forms: [value, ':443:'], isBound: false, endpoint: '0.0.0.0:443', record: null }
]

/** The commands that put a backup with such a value back; a backup that can't be one has none. */
export const restoreCommands = (value: string): ReadonlyArray<string | null> =>
  backups(value).map((backup) => {
    const decoded = decodeBackup(backup)
    return E.isLeft(decoded) ? null : restore(decoded.right, '7\\2').commands.join('\n')
  })

const acls = (paths: ReadonlyArray<string>) =>
  paths.map((path) => ({ path, sddl: 'D:PAI(A;;FA;;;SY)(A;;FA;;;BA)(A;;FR;;;AU)', inherits: false }))

const inPath = (text: string): string => text.replace(/["<>|?*\u0000-\u001f]/g, '')
const inHost = (text: string): string => text.replace(/[\s"<>|&\u0000-\u001f]/g, '')

/** A server on which what the facts can name holds a value, and much is to be ended. */
export const serverWith = (value: string): RecordedSections => {
  const [host, installPath] = [inHost(value), `C:\\f${inPath(value)}\\`]
  const at = (site: string, address: string, port: number) => ({
    ...{ site, protocol: 'https', address, port },
    host: port === 443 ? address : '',
    thumbprint: null
  })
  return {
    ...server.withServices(
      server.service(`x${value}`, 'Disabled', 'Stopped'),
      server.service('MSExchangeIS', 'Automatic', 'Stopped')
    ),
    identity: { ...JSON.parse(JSON.stringify(healthySections.identity)), installPath },
    sharedWebConfig: { clientAccess: 'absent', httpProxy: 'malformed' },
    acls: acls(['owa\\auth', 'ecp\\auth'].map((part) => `${installPath}FrontEnd\\HttpProxy\\${part}`)),
    bindings: [at('Default Web Site', '', 443), at('Default Web Site', host, 443), at(`x${value}`, '*', 444)],
    certificates: [server.certificate('A'.repeat(40), `CN=${host}`), server.backStored]
  }
}

/** The script that remediates such a server; empty where its plan is refused. */
export const planWith = (value: string): string =>
  server.scriptOf(server.planFor(serverWith(value), server.remediating({}, {})))
