import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { decodeFacts } from '../../../facts/decode'
import { judge } from '../../../judging/evaluate'
import { noOrganization } from '../../../judging/inOrganization'
import { defaultEnforcement } from '../../../judging/levels'
import type { Verdict } from '../../../judging/verdict'
import { policies } from '../../../policies/catalogue'
import type { RecordedSections } from '../../support/server'

const folder = join(__dirname, '..', '..', '..', '..', 'shared', 'cases', 'state')

const verdictOf = (name: string, policy: string, sections: RecordedSections = {}): Verdict => {
  const recorded = JSON.parse(readFileSync(join(folder, name, 'EX01.json'), 'utf8'))
  const read = decodeFacts({ ...recorded, facts: { ...recorded.facts, ...sections } })
  if (E.isLeft(read)) throw new Error(read.left)
  const desired = { build: 'latest', services: {}, baseline: null } as const
  const standard = {
    desired,
    enforcement: { ...defaultEnforcement, stage: null },
    waivers: [],
    organization: noOrganization
  }
  const found = judge(policies, read.right.facts, standard).find((one) => one.policy === policy)
  if (found === undefined) throw new Error(`there is no policy ${policy}`)
  return found
}

/** All that a verdict says. */
const saidBy = (verdict: Verdict): string => JSON.stringify(verdict)

const test = suite('servers of public reports: half-installed, damaged and outdated ones')

const spec = existsSync(folder) ? test : test.skip
if (!existsSync(folder)) console.log('skipped: the cases from public reports are not beside this checkout')

for (const [name, parts] of Object.entries({
  '12-cu3-broke-off-keyset-missing': ['15.2.397.3', '15.2.464.5'],
  '66-directory-still-old-cu': ['15.2.1544.4', '15.2.1748.53'],
  '71-common-dll-missing': ['Microsoft.Exchange.Common.dll'],
  '30-sep26su-v1': ['15.2.2562.49', 'https://support.microsoft.com/help/5129955']
}))
  spec(name, () => {
    const verdict = verdictOf(name, 'build')
    assert.is(verdict.status, 'drift')
    for (const part of parts) assert.ok(saidBy(verdict).includes(part), part)
  })

spec('20-sharedwebconfig-with-unexpanded-variable, with what stands in the file', () => {
  const name = '20-sharedwebconfig-with-unexpanded-variable'
  const text = 'file:///%ExchangeInstallDir%bin\\AntiXssLibrary.dll'
  const sharedWebConfig = { clientAccess: 'unexpanded', httpProxy: 'present', found: { clientAccess: text } }
  const verdict = verdictOf(name, 'shared-web-config', { sharedWebConfig })
  assert.is(verdict.status, 'drift')
  for (const part of ['ExchangeInstallDir', 'DependentAssemblyGenerator']) assert.ok(saidBy(verdict).includes(part))
})

spec('50-management-tools-only', () => {
  assert.is(verdictOf('50-management-tools-only', 'shared-web-config').status, 'not-applicable')
  assert.is.not(verdictOf('50-management-tools-only', 'build').status, 'unknown')
  assert.is(verdictOf('50-management-tools-only', 'shared-web-config', { services: [] }).status, 'unknown')
})

spec('52-su-newer-than-table, and 74-table-fourteen-months-old', () => {
  assert.is(verdictOf('52-su-newer-than-table', 'build').status, 'compliant')
  const old = verdictOf('74-table-fourteen-months-old', 'build')
  assert.is(old.status, 'unknown')
  assert.match(old.reason ?? '', 'days older than the facts')
})

test.run()
