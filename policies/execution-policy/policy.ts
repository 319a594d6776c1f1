import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import type { ExecutionPolicy } from '../../facts/sections/executionPolicy'
import { appliesWhere } from '../../judging/kind'
import { compliant, drift, type Judgement, type Policy, unknown } from '../../judging/policy'
import { sameName } from '../../kernel/compare'
import type { PropertyPath } from '../../kernel/propertyPath'
import { executionPolicyHeadline } from './headline'
import { keyBelow, lifting, liftPolicy, link, type Scope } from './resolution'

/** The values of one scope, where they could be read. */
type Values = Pick<ExecutionPolicy['machine'], 'enableScripts' | 'executionPolicy'>

const empty = '(empty)'

const isBlank = (value: string | null): boolean => value === null || value.trim() === '' || value === empty

/**
 * What Windows PowerShell makes of the values: EnableScripts 0 forbids scripts, and 1 lets ExecutionPolicy count. Of any other
 * combination its versions make different things.
 */
type Setting = { readonly _tag: 'None' } | { readonly _tag: 'Set'; readonly policy: string } | { readonly _tag: 'Odd' }

const settingOf = ({ enableScripts, executionPolicy }: Values): Setting => {
  if (enableScripts === null && executionPolicy === null) return { _tag: 'None' }
  if (enableScripts === '0') return { _tag: 'Set', policy: 'no scripts (EnableScripts 0)' }
  return enableScripts === '1' && executionPolicy !== null && !isBlank(executionPolicy)
    ? { _tag: 'Set', policy: executionPolicy }
    : { _tag: 'Odd' }
}

const shown = (name: string, value: string | null): string => `${name} ${value ?? 'not there'}`

const engineOf = ({ powerShell }: ExecutionPolicy): string =>
  powerShell === null ? 'Windows PowerShell' : `Windows PowerShell ${powerShell}`

/** Whether scripts are refused already: without WMI, PowerShell can't ask who has started it. */
const refusing = ({ services }: Facts['sections']): ReadonlyArray<string> => {
  const wmi = E.isRight(services) ? services.right.find(({ name }) => sameName(name, 'WinMgmt')) : undefined
  return wmi === undefined || wmi.status === 'Running'
    ? []
    : [
        `WinMgmt is ${wmi.startType ?? 'of unknown start type'}, ${wmi.status ?? 'in an unknown state'}: with the policy in force, Windows PowerShell refuses script files here now.`
      ]
}

const judgeScope = (facts: Facts, found: ExecutionPolicy, scope: Scope, values: Values): Judgement => {
  const path: PropertyPath = ['executionPolicy', scope.name]
  const setting = settingOf(values)
  switch (setting._tag) {
    case 'None':
      return compliant(path, 'not set')
    case 'Odd':
      return unknown(
        path,
        `the Group Policy values of ${scope.words} belong to no setting: ${shown('EnableScripts', values.enableScripts)}, ` +
          `${shown('ExecutionPolicy', values.executionPolicy)}; set "Turn on Script Execution" to Not Configured`
      )
    case 'Set':
      return drift({
        path,
        actual: setting.policy,
        desired: 'not set',
        evidence: [
          `${scope.key} holds ${shown('EnableScripts', values.enableScripts)}, ${shown('ExecutionPolicy', values.executionPolicy)}.`,
          `Setup and Security Updates stop WMI. ${engineOf(found)} then can't check its scripts against a policy of Group Policy, and refuses them, whatever the policy says.`,
          ...refusing(facts.sections)
        ],
        resolution: liftPolicy(facts.server, scope),
        remediation: lifting
      })
  }
}

const machine: Scope = {
  name: 'machine',
  words: 'the computer',
  target: 'computer',
  ...keyBelow('HKLM')
}

const ofUser = (sid: string): Scope => ({
  name: sid,
  words: `the user ${sid}`,
  target: 'user',
  ...keyBelow(`HKEY_USERS\\${sid}`)
})

const judgeUsers = (facts: Facts, found: ExecutionPolicy): ReadonlyArray<Judgement> => {
  if (found.users === null)
    return [unknown(['executionPolicy', 'users'], 'the Group Policy values of the users were not read')]
  return found.users.map(({ sid, unreadable, ...values }) =>
    unreadable === null
      ? judgeScope(facts, found, ofUser(sid), values)
      : unknown(['executionPolicy', sid], `the Group Policy values of the user ${sid} could not be read: ${unreadable}`)
  )
}

/** A script execution policy of Group Policy makes setup, and every Security Update, fail half-way: it is lifted before. */
export const executionPolicy: Policy = {
  name: 'execution-policy',
  title: 'No Group Policy sets the script execution policy while an update is installed',
  headline: executionPolicyHeadline,
  section: null,
  link,
  stage: 'before-update',
  level: 'mandatory',
  decides: ['executionPolicy'],
  supports: ['identity', 'services'],
  automation: {
    automated: [],
    byHand: [
      'All of it, because Group Policy would set it again. Only the administrators of the policy can lift it for the time of the update.',
      'A user who was not signed in when the facts were recorded, because that part of the registry was not loaded. Such a user is not judged. Record the facts with the account that will run setup.'
    ]
  },
  applies: appliesWhere(() => null),
  evaluate: (facts) => {
    const found = facts.sections.executionPolicy
    return E.isLeft(found)
      ? []
      : [judgeScope(facts, found.right, machine, found.right.machine), ...judgeUsers(facts, found.right)]
  }
}
