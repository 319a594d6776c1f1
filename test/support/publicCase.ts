import * as E from 'fp-ts/Either'
import * as assert from 'uvu/assert'
import { decodeFacts } from '../../facts/decode'
import { judgeOne } from '../../judging/evaluate'
import { noOrganization } from '../../judging/inOrganization'
import { defaultEnforcement } from '../../judging/levels'
import type { Policy } from '../../judging/policy'
import { stepText } from '../../judging/resolutionSteps'
import type { Verdict } from '../../judging/verdict'
import { showPath } from '../../kernel/propertyPath'

/** A recording, with other facts in the place of some, judged by one policy and by the newest build. */
export const judgeRecording = (policy: Policy, input: { readonly facts: object }, facts: object): Verdict => {
  const decoded = decodeFacts({ ...input, facts: { ...input.facts, ...facts } })
  if (E.isLeft(decoded)) throw new Error(decoded.left)
  assert.equal(decoded.right.damage, [])
  return judgeOne(policy, decoded.right.facts, {
    desired: { build: 'latest', services: {}, baseline: null },
    enforcement: defaultEnforcement,
    waivers: [],
    organization: noOrganization
  })
}

export const pathsOf = ({ drifts }: Verdict): ReadonlyArray<string> => drifts.map(({ path }) => showPath(path))

export const stepsOf = ({ drifts }: Verdict): string =>
  drifts.flatMap(({ resolution }) => resolution.steps.map(stepText)).join('\n')
