import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import type * as t from 'io-ts'
import type { Facts } from '../facts/facts'
import { explainErrors } from '../kernel/explainErrors'
import { rememberedFor } from '../kernel/remembered'
import { closed, isObject } from '../kernel/settingCodecs'
import type { InOrganization } from './inOrganization'
import { type Desired, type Judgement, type Policy, unknown } from './policy'

type Evaluate<A> = (
  facts: Facts,
  parameters: A,
  desired: Desired,
  organization: InOrganization
) => ReadonlyArray<Judgement>

const nothing = {}

/**
 * The parts of a policy that takes parameters; `evaluate` receives them decoded, with the defaults. The settings refuse
 * what can't be decoded. In a state that another version wrote, it makes the verdict unknown.
 */
export const withParameters = <P extends t.Props>(
  props: P,
  defaults: t.TypeOf<t.TypeC<P>>,
  about: Readonly<Record<keyof P, string>>,
  evaluate: Evaluate<t.TypeOf<t.TypeC<P>>>
): Required<Pick<Policy, 'parameters' | 'evaluate'>> => {
  const codec = closed('the parameters', props)
  // The settings are the same for most servers, and to decode them takes longer than many a judgement.
  const decode = rememberedFor((written: object) => codec.decode({ ...defaults, ...written }))
  return {
    parameters: { props, defaults, about },
    evaluate: (facts, desired, organization, written) =>
      pipe(
        decode(isObject(written) ? written : nothing),
        E.match(
          (errors) => [unknown(['identity'], `its parameters can't be used: ${explainErrors(errors)}`)],
          (parameters) => evaluate(facts, parameters, desired, organization)
        )
      )
  }
}
