import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as t from 'io-ts'
import { explainErrors } from '../facts/decode'
import { nullable } from '../facts/values'
import { policies } from '../policies'
import { sameName } from '../policies/compare'
import { sameServer } from '../policies/dag/members'
import { organization } from './organizationSetting'
import { remediation } from './remediationCodecs'
import { reports } from './reportsSetting'
import { buildTarget, closed, detail, duration, filled, level, levels, server, stage, waiver } from './settingsCodecs'
import { suggest } from './suggest'

export const namespace = 'exchange-compliance'

const props = {
  servers: t.array(server),
  enforcement: nullable(level),
  policies: nullable(levels),
  stage: nullable(stage),
  build: nullable(buildTarget),
  buildTable: nullable(filled),
  baseline: nullable(t.string),
  maxAge: nullable(duration),
  detail: nullable(detail),
  organization: nullable(organization),
  remediation: nullable(remediation),
  waivers: nullable(t.array(waiver)),
  reports: nullable(reports)
}

const settingsCodec = closed('the settings', props)

/** The names of all settings, without the namespace. */
export const settingNames: ReadonlyArray<string> = Object.keys(props)

/** The stack's settings, as written. */
export type Settings = t.TypeOf<typeof settingsCodec>
export type ServerSettings = Settings['servers'][number]

const structured = ['servers', 'policies', 'waivers', 'remediation', 'reports']

const isStructured = (name: string, text: string): boolean =>
  structured.includes(name) || (['build', 'organization'].includes(name) && text.trimStart().startsWith('{'))

const settingValue = (name: string, text: string): E.Either<string, [string, unknown]> =>
  isStructured(name, text)
    ? E.tryCatch(
        () => [name, JSON.parse(text)],
        () => `${namespace}:${name} must be a list or a map, set with --path or in the stack's file`
      )
    : E.right([name, text])

/** Whether any server could be remediated by these settings. */
export const remediates = ({ enforcement, policies: levelsByPolicy }: Settings): boolean =>
  [enforcement, ...Object.values(levelsByPolicy ?? {})].includes('remediate')

/** Two forests may have servers of one name; a name without its domain could be either. */
const isSameEntry = (a: string, b: string): boolean =>
  sameName(a, b) || (sameServer(a, b) && a.includes('.') !== b.includes('.'))

const repeatedServers = ({ servers }: Settings): ReadonlyArray<string> =>
  servers.flatMap(({ name }, index) => {
    const before = servers.slice(0, index).find((other) => isSameEntry(other.name, name))
    if (before === undefined) return []
    const twice = sameName(before.name, name)
      ? `${name} twice`
      : `${before.name} and ${name}, which are the same server`
    return [`${namespace}:servers lists ${twice}; keep one of the entries`]
  })

const policyNames = policies.map(({ name }) => name)

const unknownPolicy =
  (where: string) =>
  (name: string): ReadonlyArray<string> =>
    policyNames.includes(name) ? [] : [`${namespace}:${where} names no policy: ${name}; ${suggest(name, policyNames)}`]

const faultsOfWaivers = ({ servers, waivers }: Settings): ReadonlyArray<string> => {
  const names = servers.map(({ name }) => name)
  return (waivers ?? []).flatMap(({ server, policy }, index) => [
    ...unknownPolicy(`waivers[${index}].policy`)(policy),
    ...(names.some((name) => sameName(name, server))
      ? []
      : [`${namespace}:waivers[${index}].server names no server of this stack: ${server}; ${suggest(server, names)}`])
  ])
}

const faults = (settings: Settings): ReadonlyArray<string> => [
  ...(settings.servers.length === 0 ? [`${namespace}:servers is empty; list at least one server`] : []),
  ...repeatedServers(settings),
  ...Object.keys(settings.policies ?? {}).flatMap(unknownPolicy('policies')),
  ...faultsOfWaivers(settings)
]

const decoded = (values: unknown): E.Either<ReadonlyArray<string>, Settings> =>
  pipe(
    settingsCodec.decode(values),
    E.mapLeft((errors) =>
      [explainErrors(errors)].map((text) => `${namespace}${/^[\w[]/.test(text) ? ':' : ': '}${text}`)
    )
  )

/** Decodes the stack's settings: names without the namespace, values as Pulumi keeps them. Every fault is told. */
export const decodeSettings = (texts: Readonly<Record<string, string>>): E.Either<ReadonlyArray<string>, Settings> => {
  const values = Object.entries(texts).map(([name, text]) => settingValue(name, text))
  const unreadable = values.flatMap((value) => (E.isLeft(value) ? [value.left] : []))
  if (unreadable.length > 0) return E.left(unreadable)
  if (texts.servers === undefined)
    return E.left([`${namespace}:servers is missing; list the servers in the stack's file`])
  return pipe(
    decoded(Object.fromEntries(values.flatMap((value) => (E.isRight(value) ? [value.right] : [])))),
    E.filterOrElse(
      (settings) => faults(settings).length === 0,
      (settings) => faults(settings)
    )
  )
}
