import * as E from 'fp-ts/Either'
import { inPowerShell, say } from '../../judging/resolutionSteps'
import type { Verdict } from '../../judging/verdict'
import { plainStyle } from '../../reports/text'
import type { JudgedPlan } from '../../stacks/judgePlan'
import { planServers } from '../../stacks/plan'
import { decodeSettings } from '../../stacks/settings'
import { serverFacts } from '../support/server'

export const judgedAs = (...verdicts: ReadonlyArray<Verdict>): JudgedPlan => judgedBy({ type: 'ssh' }, ...verdicts)

export const judgedBy = (connection: object, ...verdicts: ReadonlyArray<Verdict>): JudgedPlan => {
  const settings = decodeSettings({ servers: JSON.stringify([{ name: 'EX01', connection }]) })
  const [plan] = E.isRight(settings) ? planServers(settings.right, '2026-11-01', () => null) : []
  if (plan === undefined) throw new Error('there is a plan')
  return { plan, facts: serverFacts(), errors: [], verdicts }
}

export const layout = { width: 100, full: true, style: plainStyle }

export const asked = {
  ...{
    stack: 'production',
    now: Date.parse('2026-11-26T06:00:00Z'),
    gate: 'Gate: advisory, passes whatever is found.'
  },
  ...{ word: 'production', policy: null, stage: null, isVerbose: false }
}

export const resolution = {
  summary: 'Expected it to run; start it.',
  steps: [say('Look.'), inPowerShell('Start it, in PowerShell:', 'Set-Thing', 'Start-Thing')],
  link: 'https://a.example/'
}
