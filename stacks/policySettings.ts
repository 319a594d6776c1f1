import * as E from 'fp-ts/Either'
import * as t from 'io-ts'
import type { Policy, WrittenParameters } from '../judging/policy'
import { closed, isObject } from '../kernel/settingCodecs'
import { nullable } from '../kernel/values'
import type { Level } from '../kernel/words'
import { policies } from '../policies/catalogue'
import { level } from './settingsCodecs'

/** What the settings say on a policy; `build: mandatory` is short for `build: {level: mandatory}`. */
export interface PolicySetting {
  readonly level: Level | null
  /** As written. The policy decodes them. */
  readonly parameters: Readonly<Record<string, unknown>>
}

const isPolicySetting = (input: unknown): input is PolicySetting =>
  isObject(input) && nullable(level).is(input.level) && isObject(input.parameters)

/** The form with parameters, all of whose keys are known. */
const mapOf = ({ name, parameters }: Policy) =>
  closed(`the settings of ${name}`, { ...parameters?.props, level: nullable(level) })

const settingOf = (policy: Policy): t.Type<PolicySetting, unknown, unknown> => {
  const map = mapOf(policy)
  return new t.Type(
    map.name,
    isPolicySetting,
    (input, context) => {
      if (!isObject(input))
        return E.map((one: Level) => ({ level: one, parameters: {} }))(level.validate(input, context))
      const { level: _level, ...parameters } = input
      const decoded = map.validate({ ...policy.parameters?.defaults, ...input }, context)
      return E.map(({ level: one }: { readonly level: Level | null }) => ({ level: one, parameters }))(decoded)
    },
    t.identity
  )
}

const settingsByPolicy = new Map(policies.map((policy) => [policy.name, settingOf(policy)]))

/** A name that is no policy's is reported elsewhere, whatever it says. */
const strangeSetting: t.Type<PolicySetting, unknown, unknown> = new t.Type(
  'the settings of no policy',
  isPolicySetting,
  () => t.success({ level: null, parameters: {} }),
  t.identity
)

/** What the settings say on policies, by their names. */
export const policySettings: t.Type<Readonly<Record<string, PolicySetting>>, unknown, unknown> = new t.Type(
  'levels and parameters of policies',
  (input): input is Readonly<Record<string, PolicySetting>> =>
    isObject(input) && Object.values(input).every(isPolicySetting),
  (input, context) => {
    if (!isObject(input)) return t.failure(input, context, 'must be a map such as {build: mandatory}')
    const decoded = Object.entries(input).map(([name, value]) => {
      const type = settingsByPolicy.get(name) ?? strangeSetting
      return E.map((setting: PolicySetting) => ({ name, setting }))(
        type.validate(value, [...context, { key: name, type, actual: value }])
      )
    })
    const errors = decoded.flatMap((one) => (E.isLeft(one) ? one.left : []))
    return errors.length > 0
      ? t.failures(errors)
      : t.success(
          Object.fromEntries(decoded.flatMap((one) => (E.isRight(one) ? [[one.right.name, one.right.setting]] : [])))
        )
  },
  t.identity
)

type Written = Readonly<Record<string, PolicySetting>> | null

/** The levels set for policies by name. */
export const levelsIn = (written: Written): Readonly<Record<string, Level>> | null =>
  written === null
    ? null
    : Object.fromEntries(
        Object.entries(written).flatMap(([name, one]) => (one.level === null ? [] : [[name, one.level]]))
      )

/** The parameters set for policies by name. */
export const parametersIn = (written: Written): WrittenParameters =>
  Object.fromEntries(
    Object.entries(written ?? {}).flatMap(([name, { parameters }]) =>
      Object.keys(parameters).length === 0 ? [] : [[name, parameters]]
    )
  )
