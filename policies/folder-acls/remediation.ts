import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import type { Facts } from '../../facts/facts'
import { knownInstallPath } from '../../facts/installation'
import { type Proposal, remediation, type Step } from '../../judging/remediation'
import { administrators, authenticatedUsers, everyone, system, users } from '../../kernel/acl/sids'
import { powershell } from '../../kernel/powershell'
import { doubtOfIntruders } from '../indicators-of-compromise/doubt'
import type { AccessFaults } from './accessFaults'
import saveRights from './Save-Rights.ps1'
import testGranted from './Test-Granted.ps1'

/** Here the article's rights are right for all below; elsewhere, reading for all could lay open mailboxes or keys. */
const webFolders = ['FrontEnd\\HttpProxy\\', 'ClientAccess\\']

const isWebFolder = (facts: Facts, path: string): boolean => {
  const root = O.toNullable(knownInstallPath(facts))
  const isPlain = /^[A-Za-z]:\\[^"/%*?<>|\u0000-\u001f]+$/.test(path) && !/\\\.{1,2}(?:\\|$)/.test(path)
  return (
    root !== null &&
    isPlain &&
    webFolders.some((folder) => path.toLowerCase().startsWith((root + folder).toLowerCase()))
  )
}

const icacls = (path: string, ...args: ReadonlyArray<string>): string =>
  [
    `${powershell`& "$env:SystemRoot\\System32\\icacls.exe" ${path}`} ${args.join(' ')}`,
    "if ($LASTEXITCODE -ne 0) { throw ('icacls.exe ended with ' + $LASTEXITCODE) }"
  ].join('\n')

const step = (
  path: string,
  parts: Pick<Step, 'rank' | 'title' | 'test' | 'set'> & Partial<Pick<Step, 'functions'>>
): Step => ({
  kind: 'rights',
  backUp: powershell`Save-Rights ${path} $backup`,
  functions: [saveRights],
  interrupts: null,
  starts: null,
  enables: null,
  seconds: null,
  needsRestart: false,
  ...parts
})

const inheritStep = (path: string): Step =>
  step(path, {
    rank: 0,
    title: `Turn inheritance on at ${path}`,
    test: powershell`-not (Get-Acl -LiteralPath ${path}).AreAccessRulesProtected`,
    set: icacls(path, '/inheritance:e')
  })

/** Whether any of the SIDs together may do all that a mask says, by entries for the folder itself. */
const isGranted = (path: string, sids: ReadonlyArray<string>, mask: string): string =>
  `${powershell`Test-Granted ${path} ${sids} `}${mask}`

const names: Readonly<Record<string, string>> = { [system]: 'SYSTEM', [administrators]: 'Administrators' }

const controlStep =
  (path: string) =>
  (sid: string): Step =>
    step(path, {
      rank: 1,
      title: `Grant ${names[sid] ?? sid} full control of ${path}`,
      test: isGranted(path, [sid], '(0x1F01FF)'),
      functions: [saveRights, testGranted],
      set: icacls(path, powershell`/grant ${`*${sid}:(OI)(CI)F`}`)
    })

const readStep = (path: string): Step =>
  step(path, {
    rank: 1,
    title: `Grant Authenticated Users read on ${path}`,
    test: isGranted(path, [authenticatedUsers, users, everyone], '(0x20089)'),
    functions: [saveRights, testGranted],
    set: icacls(path, powershell`/grant ${`*${authenticatedUsers}:(OI)(CI)R`}`)
  })

/** A changed right may be a trace, so it stays while nobody knows whether an intruder was there. */
const whyDoubtful = (facts: Facts, baseline: Facts | null): string | null => {
  const doubt = doubtOfIntruders(facts, baseline)
  return doubt === null
    ? null
    : `it is not sure that no intruder was there (${doubt}), and traces must not be wiped out`
}

const whyNot = (facts: Facts, baseline: Facts | null, path: string, faults: AccessFaults): string | null => {
  if (faults.isEveryoneOnly) return 'an intruder may have set these rights, and traces must not be wiped out'
  if (faults.isNull) return 'the whole list must be replaced, and it is not known what it contained'
  if (faults.writers.length > 0)
    return 'a person must find out who let every user write there, and nothing is ever removed here'
  if (faults.denials.length > 0) return 'a Deny entry may have been set on purpose, and nothing is ever removed here'
  if (isWebFolder(facts, path)) return whyDoubtful(facts, baseline)
  return 'the folder is not below FrontEnd\\HttpProxy or ClientAccess, so that reading for all might lay open its content'
}

/** Adds what is missing to a folder's rights, and turns inheritance on; removes nothing. */
export const rightsProposal = (facts: Facts, baseline: Facts | null, path: string, faults: AccessFaults): Proposal => {
  const why = whyNot(facts, baseline, path, faults)
  if (why !== null) return E.left(why)
  const [head, ...rest] = [
    ...(faults.isProtected ? [inheritStep(path)] : []),
    ...faults.withoutControl.map(controlStep(path)),
    ...(faults.isUnreadable ? [readStep(path)] : [])
  ]
  return head === undefined ? E.left('nothing is missing') : E.right(remediation(head, ...rest))
}
