import { findings, type JudgedDrift, type JudgedUnknown, type Verdict } from '../../judging/verdict'
import { printable, shortened } from '../../kernel/printable'
import { type PropertyPath, showPath } from '../../kernel/propertyPath'
import { sentenceWithList } from './sentenceWithList'

/** Paths by policy, as ServerArguments has them. */
type PathsByPolicy = Readonly<Record<string, ReadonlyArray<string>>>

interface Remaining {
  readonly policy: string
  readonly text: string
}

/** Whether a path is another one or holds it: what is unknown of a section is unknown of all in it. */
const covers = (whole: string, part: string): boolean =>
  part === whole || part.startsWith(`${whole}.`) || part.startsWith(`${whole}[`)

type Paths = ReadonlyArray<string>

const coversAny =
  (paths: Paths) =>
  ({ path }: { readonly path: PropertyPath }): boolean => {
    const shown = showPath(path)
    return paths.some((one) => covers(shown, one))
  }

const pathsOf = (verdict: Verdict | undefined): Paths =>
  verdict === undefined ? [] : findings(verdict).map(({ path }) => showPath(path))

const driftText = ({ path, actual, desired }: JudgedDrift): string =>
  `${showPath(path)} is "${actual}" and should be "${desired}"`

const unknownText = ({ path, reason }: JudgedUnknown): string => `${showPath(path)} is unknown: ${reason}`

const ended = (paths: Paths, verdict: Verdict | undefined): Paths => {
  if (verdict === undefined) return ['it was not judged again']
  if (verdict.status === 'not-applicable') return [`it is not applicable any more: ${verdict.reason}`]
  const wanted = new Set(paths)
  return [
    ...verdict.drifts.filter(({ path }) => wanted.has(showPath(path))).map(driftText),
    ...verdict.unknowns.filter(coversAny(paths)).map(unknownText)
  ]
}

const keepsAnUpdate = ({ level }: Verdict): boolean => level === 'mandatory' || level === 'remediate'

/** What stands open in a verdict at paths of which nothing was open or unknown before. */
const arisen = (paths: Paths, before: Verdict | undefined, after: Verdict): Paths => {
  const known = pathsOf(before)
  const isNew = ({ path, waiver }: JudgedDrift | JudgedUnknown): boolean => {
    const shown = showPath(path)
    return waiver === null && !known.some((one) => covers(one, shown))
  }
  return [
    ...after.drifts.filter(isNew).map((one) => `${driftText(one)}, and was not so before`),
    ...after.unknowns.filter((one) => isNew(one) && !coversAny(paths)(one)).map(unknownText)
  ]
}

const namedIn = (verdicts: ReadonlyArray<Verdict>, policy: string): Verdict | undefined =>
  verdicts.find((verdict) => verdict.policy === policy)

const remaining =
  (policy: string) =>
  (text: string): Remaining => ({ policy, text })

/**
 * What a remediation was to put right, and didn't; and what stands open since, so that an update with a repair which does
 * harm, or after which the server can't be read, goes no further.
 */
export const unverified = (
  verify: PathsByPolicy,
  before: ReadonlyArray<Verdict>,
  after: ReadonlyArray<Verdict>
): ReadonlyArray<Remaining> => [
  ...Object.entries(verify).flatMap(([policy, paths]) => ended(paths, namedIn(after, policy)).map(remaining(policy))),
  ...after
    .filter(keepsAnUpdate)
    .flatMap((verdict) =>
      arisen(verify[verdict.policy] ?? [], namedIn(before, verdict.policy), verdict).map(remaining(verdict.policy))
    )
]

const again = (server: string): string => `npm run pulumi -- up --replace "**Command::${server}"`

const notCarriedOut = (server: string): string =>
  "its remediation was not carried out: Pulumi's state has the very same one as done; where the server was put back, run " +
  `${again(server)}; until then`

/** No journal tells whether it was; without a new line of output Pulumi's state has the very same one as done. */
const unknownWhether = (server: string): string =>
  `the organization, read again, is not as desired; if its command printed nothing now, run ${again(server)}; until then`

const whatOf = (server: string, isCarriedOut: boolean | null): string => {
  if (isCarriedOut === null) return unknownWhether(server)
  return isCarriedOut
    ? 'its remediation was carried out, and yet the server, read again, is not as desired'
    : notCarriedOut(server)
}

const mostOfOne = 600

/**
 * Why a remediation isn't proven, in one sentence that names the first of what remains; below it a line for each.
 * `isCarriedOut` is null where no journal tells it.
 */
export const verificationFailure = (
  server: string,
  isCarriedOut: boolean | null,
  remains: ReadonlyArray<Remaining>
): string => {
  const name = shortened(server, 64)
  return sentenceWithList(
    `${name}: ${whatOf(name, isCarriedOut)}: `,
    remains.map(({ policy, text }) => `${policy}: ${text}`)
  )
}

/** The values of a verdict by their paths; a drift goes before what is compliant. */
const valuesOf = (verdict: Verdict | undefined): ReadonlyMap<string, string> =>
  new Map(
    [...(verdict?.drifts ?? []), ...(verdict?.compliances ?? [])]
      .reverse()
      .map(({ path, actual }) => [showPath(path), actual])
  )

/** What each path was before and is after, as `before => after`. */
export const remediated = (
  verify: PathsByPolicy,
  before: ReadonlyArray<Verdict>,
  after: ReadonlyArray<Verdict>
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(verify).flatMap(([policy, paths]) => {
      const [was, is] = [before, after].map((verdicts) => valuesOf(namedIn(verdicts, policy)))
      return paths.map((path) => [
        printable(path),
        `${shortened(was?.get(path) ?? 'unknown', mostOfOne)} => ${shortened(is?.get(path) ?? 'no drift', mostOfOne)}`
      ])
    })
  )
