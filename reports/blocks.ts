import { literal } from '../kernel/literal'
import { bindingFirst, type Finding, toldFindings } from './findings'
import type { JudgedServer } from './summary'

/** One finding, or what is the same on several servers. */
export interface Block {
  readonly servers: ReadonlyArray<string>
  /** The findings as each server has them. */
  readonly findings: ReadonlyArray<Finding>
  /** Of several servers, with "the server" in place of their names. */
  readonly finding: Finding
}

type Neutral = (text: string) => string

/**
 * Puts "the server" in place of a server's name; commands and paths of files keep it, since they must work. Where a server
 * can't be read, the name with its domain is that of the address.
 */
const withoutName = ({ server, kind }: Finding): Neutral => {
  const name = literal(server)
  const domain = kind === 'unknown' ? '(?:\\.[\\w-]+)*' : ''
  const notInPath = `(?<![^/\\\\][/\\\\])(?![\\w.-]*\\.json\\b)`
  const account = `(?<=\\\\)${name}(?=\\$)`
  const pattern = new RegExp(`(?<![\\w.-])(?:${notInPath}${name}${domain}|${account})(?![\\w-]|\\.\\w)`, 'gi')
  return (text) => text.replace(pattern, 'the server')
}

const capitalized = (text: string): string => text.replace(/(?<=^|[.!?] )the server\b/g, 'The server')

const neutralFinding = (finding: Finding): Finding => {
  const neutral = withoutName(finding)
  const sentences: Neutral = (text) => capitalized(neutral(text))
  return {
    ...finding,
    title: neutral(finding.title),
    why: sentences(finding.why),
    resolutions: finding.resolutions.map(({ summary, steps, link }) => ({
      summary: sentences(summary),
      steps: steps.map((step) => ({ ...step, text: sentences(step.text) })),
      link
    })),
    ending: { ...finding.ending, reasons: finding.ending.reasons.map(neutral) }
  }
}

const keyOf = ({ kind, policies, level, title, why, resolutions, ending, waiver }: Finding): string =>
  JSON.stringify([kind, policies, level, title, why, resolutions, ending, waiver])

/** Findings of a fleet, what is the same on several servers once; in the order of the first of each. */
export const blocksOf = (findings: ReadonlyArray<Finding>): ReadonlyArray<Block> => {
  const groups = new Map<string, Array<readonly [whole: Finding, neutral: Finding]>>()
  for (const whole of findings) {
    const neutral = neutralFinding(whole)
    const key = keyOf(neutral)
    const group = groups.get(key) ?? []
    group.push([whole, neutral])
    groups.set(key, group)
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const findings = group.map(([whole]) => whole)
    return [
      {
        servers: findings.map(({ server }) => server),
        findings,
        finding: findings.length === 1 ? first[0] : first[1]
      }
    ]
  })
}

/** What is to be told of several servers at once: open findings that are the same on them, the binding ones first. */
export const sharedBlocks = (servers: ReadonlyArray<JudgedServer>): ReadonlyArray<Block> =>
  blocksOf(bindingFirst(servers.flatMap(toldFindings).filter(({ waiver }) => waiver === null))).filter(
    (block) => block.servers.length > 1
  )

/** By what a finding is known again, though it be made anew. */
const nameOf = ({ server, kind, policies, title, waiver }: Finding): string =>
  JSON.stringify([server, kind, policies, title, waiver])

/** Whether a finding stands in one of these blocks. */
export const isIn = (blocks: ReadonlyArray<Block>): ((finding: Finding) => boolean) => {
  const names = new Set(blocks.flatMap(({ findings }) => findings.map(nameOf)))
  return (finding) => names.has(nameOf(finding))
}
