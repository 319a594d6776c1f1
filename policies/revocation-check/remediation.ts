import * as E from 'fp-ts/Either'
import type { AccountState } from '../../facts/sections/revocation'
import { type Proposal, remediation, type Step } from '../../judging/remediation'
import { powershell } from '../../kernel/powershell'
import openKey from './Open-PublisherKey.ps1'
import { nameOf } from './resolution'
import saveCheck from './Save-RevocationCheck.ps1'
import setCheck from './Set-RevocationCheck.ps1'
import testCheck from './Test-RevocationCheck.ps1'

const step = (one: AccountState): Step => ({
  kind: 'setting',
  rank: 0,
  title: `Turn on the check for publisher's certificate revocation for ${nameOf(one)}`,
  test: powershell`Test-RevocationCheck ${one.sid}`,
  backUp: powershell`Save-RevocationCheck ${one.sid} $backup`,
  set: powershell`Set-RevocationCheck ${one.sid}`,
  functions: [openKey, testCheck, saveCheck, setCheck],
  interrupts: null,
  starts: null,
  enables: null,
  seconds: null,
  needsRestart: false
})

const isSid = (text: string): boolean => /^S-1-[0-9-]{1,180}$/.test(text)

/** Sets the one bit of an account back, and leaves the others. */
export const checkAgain = (one: AccountState): Proposal =>
  isSid(one.sid) ? E.right(remediation(step(one))) : E.left('the name of the account in the registry is no SID')
