import { createHash } from 'node:crypto'
import { customText } from '../policies/goldens'
import { resultsOf } from './claims'
import { carryOut, type Outcome } from './conditions'
import { fixtures } from './fixtures'
import type { MachineState } from './machine'

const root = 'C:\\Program Files\\Microsoft\\Exchange Server\\V15\\'
const savedIn = 'C:\\ExchangeSavedFiles'
const program = 'Bin\\EdgeTransport.exe.config'
const auth = 'FrontEnd\\HttpProxy\\owa\\auth'
const logon = `${auth}\\logon.aspx`
const signOut = `${auth}\\signout.aspx`
const administrators = 'O:BAG:SYD:AI(A;;FA;;;BA)'
const shared = 'O:BAG:SYD:AI(A;;FA;;;BA)(A;OICI;FR;;;BU)'
const someone = 'O:S-1-5-21-1-2-3-1105G:SYD:AI(A;;FA;;;BA)'

/** Copies by the paths of their files. */
type Copies = Readonly<Record<string, string>>

const right = (...paths: ReadonlyArray<string>): Copies =>
  Object.fromEntries(paths.map((path) => [path, customText(path)]))

interface Case {
  readonly name: string
  readonly change?: (state: MachineState) => MachineState
  readonly faults?: Readonly<Record<string, string>>
  /** A part of why the step fails; absent where it is done. */
  readonly why?: RegExp
  /** All copies that are there then, and nothing else is. */
  readonly copies: Copies
  /** Whether a manifest of these copies is there. */
  readonly hasManifest: boolean
}

const withFiles = (files: Copies) => (state: MachineState) => ({ ...state, files: { ...state.files, ...files } })

const without = (path: string) => (state: MachineState) => {
  const { [path]: _, ...files } = state.files
  return { ...state, files }
}

const withFolder = (path: string, rights: string, links: ReadonlyArray<string>) => (state: MachineState) => ({
  ...{ ...state, links, folders: { ...state.folders, [path]: {} } },
  rights: { ...state.rights, [path]: rights }
})

const cases: ReadonlyArray<Case> = [
  { name: 'one copy is there', copies: right(program, logon, signOut), hasManifest: true },
  {
    ...{ name: 'a file is gone, of which a copy is there', change: without(root + program), hasManifest: true },
    copies: right(program, logon, signOut)
  },
  {
    ...{ name: 'a file is gone without a copy', change: without(root + logon), hasManifest: true },
    copies: right(program, signOut)
  },
  {
    name: 'a copy holds something else, as after an update that replaced its file',
    change: withFiles({ [`${savedIn}\\${program}`]: 'what was customized' }),
    ...{ why: /EdgeTransport\.exe\.config: a copy with another content is there$/, hasManifest: true },
    copies: { ...right(logon, signOut), [program]: 'what was customized' }
  },
  {
    name: 'a file is open for writing',
    change: (state) => ({ ...state, openForWriting: [root + logon, root + program] }),
    ...{ copies: right(program, logon, signOut), hasManifest: true }
  },
  {
    ...{ name: 'a file lets nobody read it', faults: { [`Open ${root}${logon}`]: 'error' }, hasManifest: true },
    ...{ why: /^1 of 3 .*logon\.aspx: .*used by another process/, copies: right(program, signOut) }
  },
  {
    ...{ name: 'a run was ended amid a copy', change: withFiles({ [`${savedIn}\\copy.new`]: 'what' }) },
    ...{ copies: right(program, logon, signOut), hasManifest: true }
  },
  {
    ...{ name: 'a folder on the way is a link', copies: right(program), hasManifest: false },
    change: withFolder(`${savedIn}\\FrontEnd\\HttpProxy`, administrators, [`${savedIn}\\FrontEnd\\HttpProxy`]),
    why: /FrontEnd\\HttpProxy is a link/
  },
  {
    ...{ name: 'a folder on the way belongs to someone else', copies: right(program), hasManifest: false },
    ...{
      change: withFolder(`${savedIn}\\${auth}`, someone, []),
      why: /auth belongs to S-1-[-\d]+, not to Administrators/
    }
  },
  ...[savedIn, `${savedIn}\\${auth}`].map(
    (folder): Case => ({
      ...{ name: `others have rights of their own in ${folder}`, copies: right(program), hasManifest: false },
      ...{ change: withFolder(folder, shared, []), why: /S-1-5-32-545 has rights of its own in C:\\ExchangeSavedFiles/ }
    })
  ),
  {
    ...{ name: 'the folder was made by hand, and others inherit rights', hasManifest: true },
    change: withFolder(savedIn, `${administrators}(A;OICIID;FR;;;BU)`, []),
    copies: right(program, logon, signOut)
  }
]

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').toUpperCase()

const faultsOf = (one: Case, run: Outcome): ReadonlyArray<string> => {
  const [first] = resultsOf(run)
  const below = Object.entries(run.state.files).filter(([path]) => path.startsWith(`${savedIn}\\`))
  const manifest = [program, logon, signOut].flatMap((path) => {
    const text = one.copies[path]
    return text === undefined ? [] : [`${hashOf(text)}  ${path}\r\n`]
  })
  const wanted = {
    ...Object.fromEntries(Object.entries(one.copies).map(([path, text]) => [`${savedIn}\\${path}`, text])),
    ...(one.hasManifest ? { [`${savedIn}\\manifest.txt`]: manifest.join('') } : {})
  }
  const sorted = (files: ReadonlyArray<readonly [string, unknown]>) => JSON.stringify([...files].sort())
  return [
    ...(first?.result === (one.why === undefined ? 'done' : 'failed')
      ? []
      : [`it is ${first?.result}: ${first?.error}`]),
    ...(one.why === undefined || one.why.test(first?.error ?? '') ? [] : [`its reason: ${first?.error}`]),
    ...(sorted(below) === sorted(Object.entries(wanted)) ? [] : [`the copies: ${JSON.stringify(below)}`])
  ]
}

/** What is wrong where files that may be customized are copied, or can't be, by the cases. */
export const savedFiles = async (): Promise<ReadonlyArray<string>> => {
  const found = fixtures.find(({ name }) => name === 'custom-files')
  if (found === undefined) throw new Error('no fixture has files that may be customized')
  const outcomes = await carryOut(
    cases.map(({ change = (state) => state, faults = {} }) => ({
      state: change(found.state),
      runs: [{ script: found.script, faults }]
    }))
  )
  return cases.flatMap((one, index) => {
    const [run] = outcomes[index] ?? []
    const wrong = run === undefined ? ['nothing was done'] : faultsOf(one, run)
    return wrong.map((fault) => `where ${one.name}: ${fault}`)
  })
}
