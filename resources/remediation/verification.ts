import { showPath } from '../../policies/propertyPath'
import type { Verdict } from '../../policies/verdict'
import { printable } from '../../reports/printable'

/** Paths by policy, as ServerArguments has them. */
type Paths = Readonly<Record<string, ReadonlyArray<string>>>

interface Remaining {
  readonly policy: string
  readonly text: string
}

/** Whether a path is another one or holds it: what is unknown of a section is unknown of all in it. */
const covers = (whole: string, part: string): boolean =>
  part === whole || part.startsWith(`${whole}.`) || part.startsWith(`${whole}[`)

const remainsOf = (paths: ReadonlyArray<string>, verdict: Verdict | undefined): ReadonlyArray<string> => {
  if (verdict === undefined) return ['it was not judged again']
  if (verdict.status === 'not-applicable') return [`it is not applicable any more: ${verdict.reason}`]
  return [
    ...verdict.drifts
      .filter(({ path }) => paths.includes(showPath(path)))
      .map(({ path, actual, desired }) => `${showPath(path)} is "${actual}" and should be "${desired}"`),
    ...verdict.unknowns
      .filter(({ path }) => paths.some((one) => covers(showPath(path), one)))
      .map(({ path, reason }) => `${showPath(path)} is unknown: ${reason}`)
  ]
}

/** What a remediation was to put right, and didn't. */
export const unverified = (verify: Paths, verdicts: ReadonlyArray<Verdict>): ReadonlyArray<Remaining> =>
  Object.entries(verify).flatMap(([policy, paths]) =>
    remainsOf(
      paths,
      verdicts.find((verdict) => verdict.policy === policy)
    ).map((text) => ({ policy, text }))
  )

/** Why a remediation isn't proven, in one sentence. */
export const verificationFailure = (server: string, remains: ReadonlyArray<Remaining>): string =>
  printable(
    `${server}: its remediation was carried out, and yet the server, read again, is not as desired: ${remains
      .map(({ policy, text }) => `${policy}: ${text}`)
      .join('; ')}`
  )

const valueAt = (verdict: Verdict | undefined, wanted: string): string | null =>
  [...(verdict?.drifts ?? []), ...(verdict?.compliances ?? [])].find(({ path }) => showPath(path) === wanted)?.actual ??
  null

/** What each path was before and is after, as `before => after`. */
export const remediated = (
  verify: Paths,
  before: ReadonlyArray<Verdict>,
  after: ReadonlyArray<Verdict>
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(verify).flatMap(([policy, paths]) =>
      paths.map((path) => {
        const [was, is] = [before, after].map((verdicts) =>
          valueAt(
            verdicts.find((verdict) => verdict.policy === policy),
            path
          )
        )
        return [printable(path), printable(`${was ?? 'unknown'} => ${is ?? 'as desired'}`)]
      })
    )
  )
