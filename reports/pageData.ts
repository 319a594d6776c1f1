import type { Resolution, Step } from '../judging/policy'
import { isOpen, isUnasked, type Verdict } from '../judging/verdict'
import { printable } from '../kernel/printable'
import { showPath } from '../kernel/propertyPath'
import { policies as catalogue } from '../policies/catalogue'
import type { FleetServer } from './audit'
import type { Change, PolicyState } from './auditDocument'
import { changeFinder } from './changesText'
import { isEnding } from './ending'
import { type Finding, findingsOf } from './findings'
import { cellState, type Fleet, type ServerState, serverState, shellName } from './fleet'
import { firstOf, levelText, reported, reportedLines, reportedStep } from './plainFinding'
import { stateOfServer } from './stateOfServer'
import { stateText } from './stateText'
import { toDo } from './toDo'
import { versionOf } from './version'

/** A step, with its shell by the name that people know. */
export interface PageStep {
  readonly text: string
  readonly shell: string | null
  readonly command: string | null
  /** Whether it only looks for more when the work is done. */
  readonly isLook: boolean
}

export interface PagePolicy {
  readonly name: string
  readonly title: string
  /** Whether it is compliant, or not applicable, on all servers. */
  readonly passes: boolean
}

export interface PageResolution {
  readonly summary: string
  readonly steps: ReadonlyArray<PageStep>
  /** Who ends it, each in a sentence. */
  readonly ends: ReadonlyArray<string>
  readonly link: string
}

export interface PageFinding {
  readonly kind: Finding['kind']
  /** The kind in words; `not judged` where nobody named a source of the facts. */
  readonly word: string
  /** Whether it is advisory alone, by its policy or the settings. */
  readonly isAdvisory: boolean
  /** Places in the page's list of policies. */
  readonly policies: ReadonlyArray<number>
  readonly level: string
  readonly title: string
  readonly why: string
  readonly waiver: string | null
  readonly section: string | null
  readonly changes: ReadonlyArray<{
    readonly path: string
    readonly actual: string
    readonly desired: string
    readonly evidence: ReadonlyArray<string>
  }>
  /** How many changes were left out. */
  readonly left: number
  /** Places in the page's list of resolutions. */
  readonly resolutions: ReadonlyArray<number>
}

export interface PageServer {
  readonly name: string
  readonly dag: string | null
  readonly site: string | null
  readonly version: string | null
  /** `2026-11-03 06:17`, UTC. */
  readonly facts: string | null
  readonly state: ServerState
  /** The state of the server in a sentence or two, without its build. */
  readonly about: string
  /** One for each of the page's policies; null where it was not judged by that one. */
  readonly cells: ReadonlyArray<PolicyState | null>
  /** The places of the policies of which what was found is advisory alone. */
  readonly advised: ReadonlyArray<number>
  /** What a verdict says without a finding, for each of the page's policies. */
  readonly notes: ReadonlyArray<string | null>
  readonly findings: ReadonlyArray<PageFinding>
  /** What became of policies since the earlier report, by their places in the page's list; null where none was given. */
  readonly changes: Readonly<Record<string, PageChange>> | null
}

/** What became of a policy, and the same in words. */
export interface PageChange {
  readonly kind: Change['change']
  readonly text: string
}

/** All that the script of the HTML report shows; nothing in it is longer than anybody reads. */
export interface PageData {
  readonly policies: ReadonlyArray<PagePolicy>
  readonly resolutions: ReadonlyArray<PageResolution>
  readonly servers: ReadonlyArray<PageServer>
}

const pageStep = ({ text, shell, command, isLook }: Step): PageStep => {
  return {
    text: printable(text),
    shell: command === null ? null : shellName(shell),
    command: command === null ? null : reportedLines(command),
    isLook: isLook === true
  }
}

const pageResolution = ({ summary, steps, link }: Resolution): PageResolution => ({
  summary: reported(summary),
  steps: steps
    .filter((step) => !isEnding(step))
    .map(reportedStep)
    .map(pageStep),
  ends: steps.filter(isEnding).map(({ text }) => reported(text)),
  link
})

/** Many servers share a resolution: the page has each once. */
const createShelf = () => {
  const places = new Map<string, number>()
  const kept: Array<PageResolution> = []
  const placeOf = (resolution: Resolution): number => {
    const page = pageResolution(resolution)
    const key = JSON.stringify(page)
    const place = places.get(key) ?? kept.push(page) - 1
    places.set(key, place)
    return place
  }
  return { kept, placeOf }
}

const pageFinding =
  (placeOf: (resolution: Resolution) => number, names: ReadonlyArray<string>, unasked: ReadonlyArray<string>) =>
  (found: Finding): PageFinding => {
    const [drifts, unknowns] = [firstOf(found.drifts), firstOf(found.unknowns)]
    return {
      kind: found.kind,
      word:
        found.kind === 'unknown' && found.policies.every((name) => unasked.includes(name)) ? 'not judged' : found.kind,
      isAdvisory: !found.countsAsChange,
      policies: found.policies.map((name) => names.indexOf(name)),
      level: levelText(found),
      title: reported(found.title),
      why: reported(found.why),
      waiver: found.waiver === null ? null : reported(found.waiver),
      section: found.section,
      changes: [
        ...drifts.shown.map(({ path, actual, desired, evidence }) => ({
          path: reported(showPath(path)),
          actual: reported(actual),
          desired: reported(desired),
          evidence: evidence.map(reported)
        })),
        ...unknowns.shown.map(({ path, reason }) => ({
          path: reported(showPath(path)),
          actual: `unknown: ${reported(reason)}`,
          desired: 'readable',
          evidence: []
        }))
      ],
      left: drifts.left + unknowns.left,
      resolutions: toDo(found).map(placeOf)
    }
  }

const pageCell = (verdict: Verdict): PolicyState => (isUnasked(verdict) ? 'not judged' : cellState(verdict))

const unaskedIn = ({ verdicts }: FleetServer): ReadonlyArray<string> =>
  verdicts.filter(isUnasked).map(({ policy }) => policy)

const noteOf = ({ reason, status }: Verdict): string | null =>
  reason === null || status === 'unknown' ? null : reported(reason)

const minute = (at: string | null): string | null => (at === null ? null : at.slice(0, 16).replace('T', ' '))

const nameOrNull = (text: string | null): string | null => (text === null ? null : reported(text))

/** The policies that judged any of the servers, in the catalogue's order. */
const policiesOf = (servers: ReadonlyArray<FleetServer>): ReadonlyArray<PagePolicy> => {
  const all = servers.flatMap(({ verdicts }) => verdicts)
  const order = catalogue.map(({ name }) => name)
  const titles = new Map(all.map(({ policy, title }) => [policy, title]))
  const failing = new Set(
    all.filter((one) => !['compliant', 'not-applicable'].includes(cellState(one))).map(({ policy }) => policy)
  )
  return [...titles]
    .map(([name, title]) => ({ name, title, passes: !failing.has(name) }))
    .sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name))
}

type FindChange = ReturnType<typeof changeFinder>

const changesOf = (server: string, names: ReadonlyArray<string>, find: FindChange): PageServer['changes'] =>
  Object.fromEntries(
    names.flatMap((name, place) => {
      const found = find(server, name)
      return found === null ? [] : [[place, { kind: found.change, text: found.text }]]
    })
  )

/** The servers of a fleet as the page has them, in the order given. */
export const pageData = (servers: ReadonlyArray<FleetServer>, { table, changes = null }: Fleet): PageData => {
  const find = changeFinder(changes)
  const policies = policiesOf(servers)
  const names = policies.map(({ name }) => name)
  const shelf = createShelf()
  const rows = servers.map((server): PageServer => {
    const verdicts = names.map((name) => server.verdicts.find(({ policy }) => policy === name))
    return {
      name: reported(server.server),
      dag: nameOrNull(server.dag),
      site: nameOrNull(server.site),
      version: versionOf(server.facts, table),
      facts: minute(server.facts.collectedAt),
      state: serverState(server.verdicts),
      about: stateText(stateOfServer(server.facts, server.verdicts, table)),
      cells: verdicts.map((verdict) => (verdict === undefined ? null : pageCell(verdict))),
      advised: verdicts.flatMap((verdict, place) =>
        verdict !== undefined && isOpen(verdict) && !verdict.countsAsChange ? [place] : []
      ),
      notes: verdicts.map((verdict) => (verdict === undefined ? null : noteOf(verdict))),
      findings: findingsOf(server, true).map(pageFinding(shelf.placeOf, names, unaskedIn(server))),
      changes: changes === null ? null : changesOf(server.server, names, find)
    }
  })
  return { policies, resolutions: shelf.kept, servers: rows }
}
