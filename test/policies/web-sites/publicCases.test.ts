import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as t from 'io-ts'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Policy } from '../../../judging/policy'
import type { Verdict } from '../../../judging/verdict'
import { http500 } from '../../../policies/http-500/policy'
import { sharedWebConfig } from '../../../policies/shared-web-config/policy'
import { webSites } from '../../../policies/web-sites/policy'
import { judgeRecording, pathsOf, stepsOf } from '../../support/publicCase'
import { healthySections } from '../../support/server'

const cases = join(__dirname, '../../../../shared/cases/state')
const test = suite('sites and web.config files in public cases, with the facts that the cases lack')
const spec = existsSync(cases) ? test : test.skip
if (!existsSync(cases)) process.stdout.write('skipped: the public cases are not here\n')

const recorded = t.type({ facts: t.record(t.string, t.unknown) })

const judge = (name: string, policy: Policy, facts: Readonly<Record<string, unknown>>): Verdict => {
  const input: unknown = JSON.parse(readFileSync(join(cases, name, 'EX01.json'), 'utf8'))
  if (!recorded.is(input)) throw new Error(`${name} is no recording`)
  return judgeRecording(policy, input, facts)
}

const sites = (state: string) => ({
  appPools: {
    pools: [],
    sites: [
      { name: 'Default Web Site', id: 1, autoStart: true, state },
      { name: 'Exchange Back End', id: 2, autoStart: true, state: 'Started' }
    ],
    applications: []
  }
})

spec('25: a Default Web Site that is stopped is a drift, with the ports that another process may hold', () => {
  const name = '25-default-web-site-stopped'
  const verdict = judge(name, webSites, sites('Stopped'))
  assert.equal(pathsOf(verdict), ['sites["Default Web Site"]'])
  assert.match(stepsOf(verdict), "Start-Website -Name 'Default Web Site'")
  assert.match(stepsOf(verdict), /netstat -ano.*443/)
  assert.is(judge(name, webSites, sites('Started')).status, 'compliant')
  assert.is(judge(name, webSites, {}).status, 'unknown')
})

spec(
  '20: the shared file with the variable is a drift of its own policy, and a web.config with it one of the other',
  () => {
    const name = '20-sharedwebconfig-with-unexpanded-variable'
    const shared = judge(name, sharedWebConfig, {
      sharedWebConfig: {
        clientAccess: 'unexpanded',
        httpProxy: 'present',
        found: { clientAccess: '%ExchangeInstallDir%bin', httpProxy: null }
      }
    })
    assert.equal(pathsOf(shared), ['sharedWebConfig.clientAccess'])
    assert.match(stepsOf(shared), 'DependentAssemblyGenerator')
    const root = 'C:\\Program Files\\Microsoft\\Exchange Server\\V15\\ClientAccess\\'
    const config = (application: string | null, file: string, kind: string) => ({
      application,
      file: root + file,
      state: 'present',
      unreadable: null,
      places: [{ kind, value: '%ExchangeInstallDir%bin', state: 'unexpanded' }]
    })
    const verdict = judge(name, http500, {
      ...{ aspNetEvents: healthySections.aspNetEvents, appPools: healthySections.appPools },
      webConfigs: [
        config('Exchange Back End/owa', 'Owa\\web.config', 'binSearchFolder'),
        config(null, 'SharedWebConfig.config', 'codeBase')
      ]
    })
    assert.equal(pathsOf(verdict), ['webConfigs["Exchange Back End/owa"]'])
    assert.match(verdict.drifts[0]?.actual ?? '', '%ExchangeInstallDir%')
    assert.match(stepsOf(verdict), 'UpdateConfigFiles.ps1')
  }
)

test.run()
