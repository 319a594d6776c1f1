import type { Step } from '../judging/policy'
import { findings, type Verdict } from '../judging/verdict'
import type { BuildTable } from '../kernel/builds/buildTable'
import { shortened } from '../kernel/printable'
import type { FleetServer } from './audit'
import { changeGroups, changeSentences, changeText, serverNames } from './changesText'
import { isEnding } from './ending'
import { type Finding, findingsOf, inFewWords, toldFindings } from './findings'
import {
  countStates,
  type Fleet,
  fleetSentence,
  gateHead,
  gateLines,
  serverState,
  shellName,
  stateWords,
  worstFirst
} from './fleet'
import { findingLine, levelText, reported, reportedLines, reportedStep } from './plainFinding'
import { factsAge, tableAgeText } from './reportAges'
import { stateOfServer } from './stateOfServer'
import { wholeStateText } from './stateText'
import { unaskedLines } from './summary'
import { toDo } from './toDo'
import { toEndUnknown } from './unknownDo'
import { versionOf } from './version'

/** Any of these could be markup, or HTML inside Markdown. */
const special = /[\\`*_{}[\]()<>#+\-.!|~&@:]/g

/** A text that Markdown shows as it is, in one line. */
export const markdownText = (text: string): string => reported(text).replace(special, (character) => `\\${character}`)

/** A block of code: its fence is longer than any in the text. */
export const codeBlock = (text: string, indent = ''): string => {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length))
  const fence = '`'.repeat(longest + 1)
  return [fence, ...text.split('\n'), fence].map((line) => `${indent}${line}`).join('\n')
}

/** GitHub takes no step summary above 1 MiB: this much room have the sections of servers, and the table has the rest. */
const mostBytes = 700_000
const mostRows = 200

const signs = { drifting: '❌', 'not read': '❔', 'not judged': '❔', waived: '☑️', compliant: '✅' }

/** A table is read at a glance: its cells are short, whatever a server sent. */
const cell = (text: string | null): string => (text === null ? '' : markdownText(shortened(text, 300)))

/** What nobody asked for is the same on all servers, and is said once. */
const openOf = (server: FleetServer): ReadonlyArray<Finding> =>
  toldFindings(server).filter(({ waiver }) => waiver === null)

const row = (server: FleetServer, table: BuildTable): string => {
  const state = serverState(server.verdicts)
  const titles = inFewWords(openOf(server), findingLine).map((text) => shortened(text, 90))
  const what = titles.slice(0, 3).join('; ') + (titles.length > 3 ? `; ${titles.length - 3} more` : '')
  const parts = [
    cell(server.server),
    cell(server.dag),
    cell(server.site),
    cell(versionOf(server.facts, table) ?? 'not known'),
    `${signs[state]} ${stateWords[state]}`,
    cell(what)
  ]
  return `| ${parts.join(' | ')} |`
}

const tableOf = (servers: ReadonlyArray<FleetServer>, table: BuildTable): ReadonlyArray<string> =>
  servers.length === 0
    ? []
    : [
        '| Server | DAG | Site | Version | State | What is wrong |',
        '| --- | --- | --- | --- | --- | --- |',
        ...servers.map((server) => row(server, table)),
        ''
      ]

const stepLines = ({ text, shell, command }: Step, index: number): ReadonlyArray<string> => {
  const number = `${index + 1}.`
  return command === null
    ? [`${number} ${markdownText(text)}`]
    : [
        `${number} ${markdownText(text)}`,
        '',
        `   *${shellName(shell)}*`,
        '',
        codeBlock(reportedLines(command), '   '),
        ''
      ]
}

/** What only looks for more stands apart, and is numbered on. */
const numberedSteps = (steps: ReadonlyArray<Step>): ReadonlyArray<string> =>
  steps.flatMap((step, index) => [
    ...(step.isLook === true && steps[index - 1]?.isLook !== true ? ['', 'Then look:', ''] : []),
    ...stepLines(reportedStep(step), index)
  ])

const findingLines = (finding: Finding): ReadonlyArray<string> => {
  const { kind, title, policies, why } = finding
  return [
    `**${markdownText(title)}** (${markdownText(policies.join(', '))}, ${levelText(finding)})`,
    '',
    ...(why === '' ? [] : [`Why: ${markdownText(why)}`, '']),
    ...toDo(finding).flatMap(({ summary, steps, link }) => [
      `Do: ${markdownText(summary)} ([more](${link}))`,
      '',
      ...numberedSteps(steps.filter((step) => !isEnding(step))),
      '',
      ...steps.filter(isEnding).flatMap(({ text }) => [markdownText(text), ''])
    ]),
    ...(kind === 'unknown' ? [`Do: ${markdownText(toEndUnknown(title))}`, ''] : [])
  ]
}

const serverSection = (server: FleetServer): string => {
  const open = openOf(server)
  return [
    `<details><summary>${open.length} ${open.length === 1 ? 'finding' : 'findings'}</summary>`,
    '',
    ...open.flatMap(findingLines),
    '</details>',
    ''
  ].join('\n')
}

const withHeading =
  (table: BuildTable) =>
  (server: FleetServer): string =>
    [
      `### ${markdownText(server.server)}`,
      '',
      markdownText(wholeStateText(stateOfServer(server.facts, server.verdicts, table))),
      '',
      serverSection(server)
    ].join('\n')

/** The first sections, as many as there is room for. */
const fitting = (sections: ReadonlyArray<string>): ReadonlyArray<string> => {
  const encoder = new TextEncoder()
  const kept: Array<string> = []
  let room = mostBytes
  for (const text of sections) {
    room -= encoder.encode(text).length
    if (room < 0) break
    kept.push(text)
  }
  return kept
}

const isWaived = (verdict: Verdict): boolean => findings(verdict).some(({ waiver }) => waiver !== null)

/** What is waived, on which server, why and until when. */
const waivedLines = (server: FleetServer): ReadonlyArray<string> =>
  findingsOf(server).flatMap(({ policies, title, waiver }) =>
    waiver === null
      ? []
      : [`- ${cell(server.server)}, ${cell(policies.join(', '))}: ${cell(title)}. Waived: ${cell(waiver)}`]
  )

const restLines = (fleet: Fleet): ReadonlyArray<string> => {
  const { compliant } = countStates(fleet.servers)
  const count = fleet.servers.flatMap(({ verdicts }) => verdicts).filter(isWaived).length
  const waived = fleet.servers.flatMap(waivedLines)
  const left = waived.length - mostRows
  return [
    ...(compliant === 0
      ? []
      : [`${compliant} ${compliant === 1 ? 'server is' : 'servers are'} ok and not listed.`, '']),
    ...(count === 0
      ? []
      : [
          `${count} ${count === 1 ? 'verdict is' : 'verdicts are'} waived.`,
          '',
          ...waived.slice(0, mostRows),
          ...(left > 0 ? [`- and ${left} more`] : []),
          ''
        ])
  ]
}

const headLines = ({ remarks = [], ...fleet }: Fleet): ReadonlyArray<string> => [
  `## Exchange fleet ${cell(fleet.name)}`,
  '',
  `**${fleetSentence(fleet.servers)}** ${markdownText(gateHead(fleet))}`,
  '',
  ...gateLines(fleet).flatMap((line) => [`> ${markdownText(line)}`, '']),
  `${markdownText(factsAge(fleet))} · ${markdownText(tableAgeText(fleet))}`,
  '',
  ...fleet.errors.slice(0, mostRows).map(({ source, message }) => `- ❌ ${cell(source)}: ${cell(message)}`),
  ...(fleet.errors.length === 0 ? [] : ['']),
  ...remarks.slice(0, mostRows).map((remark) => `- ${cell(remark)}`),
  ...(remarks.length === 0 ? [] : [''])
]

const changesSection = ({ changes }: Fleet): ReadonlyArray<string> =>
  changes == null
    ? []
    : [
        '### What changed',
        '',
        ...changeSentences(changes).flatMap((sentence) => [markdownText(sentence), '']),
        ...changeGroups(changes).map(
          (group) =>
            `- **${markdownText(changeText(group))}** ${markdownText(group.policy)}: ${markdownText(serverNames(group.servers))}`
        ),
        ''
      ]

/** The fleet as Markdown, for a step summary: the answer first, then a table, then the findings. */
export const markdown = (fleet: Fleet): string => {
  const listed = worstFirst(fleet.servers).filter(({ verdicts }) => serverState(verdicts) !== 'compliant')
  const sections = listed.map(withHeading(fleet.table))
  const kept = fitting(sections)
  const unlisted = listed.length - mostRows
  const left = sections.length - kept.length
  return [
    ...headLines(fleet),
    ...tableOf(listed.slice(0, mostRows), fleet.table),
    ...(unlisted <= 0 ? [] : [`${unlisted} more servers are not in order.`, '']),
    ...restLines(fleet),
    ...changesSection(fleet),
    ...unaskedLines(fleet.servers).flatMap((line) => [markdownText(line), '']),
    ...kept,
    ...(left === 0 ? [] : [`The findings of ${left} more servers are in the HTML and JSON reports.`, ''])
  ].join('\n')
}
