import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as t from 'io-ts'
import { sameServer } from '../judging/dagMembers'
import type { WrittenParameters } from '../judging/policy'
import { sameName } from '../kernel/compare'
import { explainErrors } from '../kernel/explainErrors'
import { closed, filled, isObject } from '../kernel/settingCodecs'
import { suggest } from '../kernel/suggest'
import { nullable } from '../kernel/values'
import type { Level } from '../kernel/words'
import { buildTarget } from '../policies/build/target'
import { policies } from '../policies/catalogue'
import { media } from './mediaSetting'
import { organization } from './organizationSetting'
import { levelsIn, parametersIn, policySettings } from './policySettings'
import { remediation } from './remediationCodecs'
import { reports } from './reportsSetting'
import { detail, duration, level, server, stage, waiver } from './settingsCodecs'

export const namespace = 'exchange-compliance'

const props = {
  servers: t.array(server),
  enforcement: nullable(level),
  policies: nullable(policySettings),
  stage: nullable(stage),
  build: nullable(buildTarget),
  buildTable: nullable(filled),
  baseline: nullable(t.string),
  maxAge: nullable(duration),
  detail: nullable(detail),
  media: nullable(media),
  organization: nullable(organization),
  remediation: nullable(remediation),
  waivers: nullable(t.array(waiver)),
  reports: nullable(reports)
}

const settingsCodec = closed('the settings', props)

/** The names of all settings, without the namespace. */
export const settingNames: ReadonlyArray<string> = Object.keys(props)

type Written = t.TypeOf<typeof settingsCodec>

/** The stack's settings. */
export interface Settings extends Omit<Written, 'policies'> {
  /** The levels set for policies by name. */
  readonly policies: Readonly<Record<string, Level>> | null
  readonly parameters: WrittenParameters
}

const settingsOf = ({ policies: written, ...others }: Written): Settings => ({
  ...others,
  policies: levelsIn(written),
  parameters: parametersIn(written)
})

export type ServerSettings = Settings['servers'][number]

const structured = ['servers', 'policies', 'waivers', 'remediation', 'reports', 'media']

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

/** A fault of the settings: where it is, as keys and numbers of entries from the name of the setting, and a sentence. */
export interface SettingsFault {
  readonly path: ReadonlyArray<string>
  readonly text: string
}

type Values = Readonly<Record<string, unknown>>

const listIn = (values: Values, name: string): ReadonlyArray<unknown> => {
  const value = values[name]
  return Array.isArray(value) ? value : []
}

/** A text below a key of an entry, whatever else is wrong with the entry. */
const textAt = (entry: unknown, key: string): string | null => {
  const value = isObject(entry) ? entry[key] : null
  return typeof value === 'string' ? value : null
}

const serverNames = (values: Values): ReadonlyArray<string | null> =>
  listIn(values, 'servers').map((entry) => textAt(entry, 'name'))

const repeatedServers = (values: Values): ReadonlyArray<SettingsFault> => {
  const names = serverNames(values)
  return names.flatMap((name, index) => {
    const before = names.slice(0, index).find((other) => other !== null && name !== null && isSameEntry(other, name))
    if (name === null || before === undefined || before === null) return []
    const twice = sameName(before, name) ? `${name} twice` : `${before} and ${name}, which are the same server`
    const text = `${namespace}:servers lists ${twice}; keep one of the entries`
    return [{ path: ['servers', String(index), 'name'], text }]
  })
}

const policyNames = policies.map(({ name }) => name)

const unknownPolicy = (where: string, path: ReadonlyArray<string>, name: string): ReadonlyArray<SettingsFault> =>
  policyNames.includes(name)
    ? []
    : [{ path, text: `${namespace}:${where} names no policy: ${name}; ${suggest(name, policyNames)}` }]

const unknownServer = (values: Values, index: number, server: string): ReadonlyArray<SettingsFault> => {
  const names = serverNames(values).flatMap((name) => (name === null ? [] : [name]))
  if (names.length === 0 || names.some((name) => sameName(name, server))) return []
  const text = `${namespace}:waivers[${index}].server names no server of this stack: ${server}; ${suggest(server, names)}`
  return [{ path: ['waivers', String(index), 'server'], text }]
}

/** Policies that find signs of intruders: a waiver of all that one finds would hide the next intruder, too. */
const waivedByPath = policies.filter(({ canVeto }) => canVeto === 'if-seen').map(({ name }) => name)

const withoutPath = (entry: unknown, index: number, policy: string): ReadonlyArray<SettingsFault> => {
  if (!waivedByPath.includes(policy) || !isObject(entry) || (entry.path ?? null) !== null) return []
  const text = `${namespace}:waivers[${index}] names no path, and for ${policy} it must: else it would hide the next intruder, too`
  return [{ path: ['waivers', String(index), 'policy'], text }]
}

const faultsOfWaivers = (values: Values): ReadonlyArray<SettingsFault> =>
  listIn(values, 'waivers').flatMap((entry, index) => {
    const [server, policy] = [textAt(entry, 'server'), textAt(entry, 'policy')]
    const path = ['waivers', String(index), 'policy']
    return [
      ...(policy === null || policy.trim() === '' ? [] : unknownPolicy(`waivers[${index}].policy`, path, policy)),
      ...withoutPath(entry, index, policy ?? ''),
      ...(server === null || server.trim() === '' ? [] : unknownServer(values, index, server))
    ]
  })

/** The target of builds has two places; both at once would leave open which one counts. */
const twoBuildTargets = ({ build, policies: written }: Values): ReadonlyArray<SettingsFault> => {
  const parameters = isObject(written) ? written.build : null
  const target = isObject(parameters) ? (parameters.target ?? null) : null
  if (target === null || build === undefined) return []
  const text = `${namespace}:policies.build.target is set, and ${namespace}:build too; keep one of them`
  return [{ path: ['policies', 'build', 'target'], text }]
}

/** What the settings say that doesn't fit together; an entry that is wrong in itself hides nothing of the others. */
const contradictions = (values: Values): ReadonlyArray<SettingsFault> => [
  ...(Array.isArray(values.servers) && values.servers.length === 0
    ? [{ path: ['servers'], text: `${namespace}:servers is empty; list at least one server` }]
    : []),
  ...repeatedServers(values),
  ...(isObject(values.policies) ? Object.keys(values.policies) : []).flatMap((name) =>
    unknownPolicy('policies', ['policies', name], name)
  ),
  ...twoBuildTargets(values),
  ...faultsOfWaivers(values)
]

/** A key that is no setting stands in the sentence alone, not in the codec's path. */
const pathOf = ({ context, message }: t.ValidationError): ReadonlyArray<string> => [
  ...context.map(({ key }) => key).filter((key) => key !== ''),
  ...(/^"(.+)" is not a setting here;/.exec(message ?? '')?.slice(1) ?? [])
]

const faultOfCodec = (error: t.ValidationError): SettingsFault => {
  const text = explainErrors([error])
  return { path: pathOf(error), text: `${namespace}${/^[\w[]/.test(text) ? ':' : ': '}${text}` }
}

const noServers: SettingsFault = {
  path: [],
  text: `${namespace}:servers is missing; list the servers in the stack's file`
}

type Decoded = E.Either<ReadonlyArray<SettingsFault>, Settings>

/** Decodes the stack's settings as `decodeSettings` does; each fault knows its place. */
export const settingsOrFaults = (texts: Readonly<Record<string, string>>): Decoded => {
  const parsed = Object.entries(texts).map(([name, text]) => ({ name, value: settingValue(name, text) }))
  const unreadable = parsed.flatMap(({ name, value }) => (E.isLeft(value) ? [{ path: [name], text: value.left }] : []))
  const values: Values = Object.fromEntries(parsed.flatMap(({ value }) => (E.isRight(value) ? [value.right] : [])))
  const missing = texts.servers === undefined ? [noServers] : []
  const decoded = settingsCodec.decode(values)
  // Without servers that can be read, the codec would miss them a second time.
  const ofCodec = E.isLeft(decoded)
    ? decoded.left.map(faultOfCodec).filter(({ path }) => path[0] !== 'servers' || values.servers !== undefined)
    : []
  const faults = [...unreadable, ...missing, ...ofCodec, ...contradictions(values)]
  if (faults.length > 0) return E.left(faults)
  return pipe(
    decoded,
    E.bimap((errors) => errors.map(faultOfCodec), settingsOf)
  )
}

/** Decodes the stack's settings: names without the namespace, values as Pulumi keeps them. Every fault is told. */
export const decodeSettings = (texts: Readonly<Record<string, string>>): E.Either<ReadonlyArray<string>, Settings> =>
  pipe(
    settingsOrFaults(texts),
    E.mapLeft((faults) => faults.map(({ text }) => text))
  )
