import { isOpen, isUnasked } from '../judging/verdict'
import { type ChangeGroup, changeGroups, changeSentences, changeText, serverNames } from './changesText'
import { barChart, tallied } from './charts'
import { countStates, type Fleet, fleetSentence, gateHead, gateLines, worstFirst } from './fleet'
import { embeddedJson, markupText } from './markup'
import { pageData } from './pageData'
import { reported } from './plainFinding'
import { factsAge, tableAgeText } from './reportAges'
import { unaskedLines } from './summary'
import { versionOf } from './version'

/** The page's script and style, each with its digest as the policy of the page names it (`sha256-…`). */
export interface PageAssets {
  readonly script: string
  readonly scriptHash: string
  readonly style: string
  readonly styleHash: string
}

/** Only these two may run or apply, and nothing may be fetched or sent. */
const securityPolicy = ({ scriptHash, styleHash }: PageAssets): string =>
  `default-src 'none'; script-src '${scriptHash}'; style-src '${styleHash}'; base-uri 'none'; form-action 'none'`

const field = (name: string, label: string, control: string): string =>
  `<span><label for="by-${name}">${label}</label> ${control}</span>`

const choice = (name: string, label: string, options: ReadonlyArray<readonly [string, string]>): string =>
  field(
    name,
    label,
    `<select id="by-${name}" name="${name}">` +
      `${options.map(([value, text]) => `<option value="${value}">${text}</option>`).join('')}</select>`
  )

const states = [
  ['', 'any'],
  ['drifting', 'drifting'],
  ['not read', 'not read'],
  ['not judged', 'not judged'],
  ['compliant', 'compliant'],
  ['waived', 'waived']
] as const

const changeKinds = ['', 'new', 'fixed', 'unchanged', 'waived', 'not comparable']

const filters = ({ changes }: Fleet): ReadonlyArray<string> => [
  '<form id="filters" aria-label="Filters">',
  field('text', 'Text', '<input id="by-text" type="search" name="text" autocomplete="off">'),
  choice('state', 'State', states),
  choice('policy', 'Policy', [['', 'any']]),
  choice('dag', 'DAG', [['', 'any']]),
  choice('site', 'Site', [['', 'any']]),
  ...(changes == null
    ? []
    : [
        choice(
          'change',
          'Change',
          changeKinds.map((kind) => [kind, kind || 'any'])
        )
      ]),
  '<label><input type="checkbox" name="passed"> Policies that pass everywhere</label>',
  '<button type="reset">Clear filters</button>',
  '<p id="count" role="status"></p>',
  '</form>'
]

const errorList = ({ errors }: Fleet): string =>
  errors.length === 0
    ? ''
    : `<section aria-labelledby="errors"><h2 id="errors">What could not be used</h2><ul>${errors
        .map(({ source, message }) => `<li>${markupText(reported(source))}: ${markupText(reported(message))}</li>`)
        .join('')}</ul></section>`

const remarkList = ({ remarks = [] }: Fleet): string =>
  remarks.length === 0
    ? ''
    : `<section aria-labelledby="remarks"><h2 id="remarks">To be looked at</h2><ul>${remarks
        .map((remark) => `<li>${markupText(reported(remark))}</li>`)
        .join('')}</ul></section>`

/** Policies by how many servers they have an open finding on. */
const findingsByPolicy = ({ servers }: Fleet) =>
  tallied(
    servers.flatMap(({ verdicts }) =>
      verdicts.filter((verdict) => isOpen(verdict) && !isUnasked(verdict)).map(({ policy }) => policy)
    )
  )

/** A gate that lets a drift pass is no good news. */
const gateClass = ({ gate, servers }: Fleet): string => {
  if (!gate.passes) return 'fails'
  return countStates(servers).compliant < servers.length ? 'warns' : 'passes'
}

const header = (fleet: Fleet): string =>
  [
    '<header>',
    `<h1>Exchange fleet ${markupText(reported(fleet.name))}</h1>`,
    `<p class="answer">${markupText(fleetSentence(fleet.servers))}</p>`,
    `<p class="gate ${gateClass(fleet)}"><strong>${markupText(gateHead(fleet))}</strong> ${gateLines(fleet).map(markupText).join('\n')}</p>`,
    `<p class="ages">${markupText(factsAge(fleet))} · ${markupText(tableAgeText(fleet))} · report of ${markupText(fleet.at.slice(0, 16).replace('T', ' '))} UTC</p>`,
    '</header>'
  ].join('\n')

const changeTable = (caption: string, groups: ReadonlyArray<ChangeGroup>): string =>
  [
    `<table><caption>${caption}</caption><thead><tr><th scope="col">Change</th><th scope="col">Policy</th>`,
    '<th scope="col">Servers</th></tr></thead><tbody>',
    ...groups.map(
      (group) =>
        `<tr class="${group.change.replace(' ', '-')}"><th scope="row">${markupText(changeText(group))}</th>` +
        `<td>${markupText(group.policy)}</td><td>${markupText(serverNames(group.servers))}</td></tr>`
    ),
    '</tbody></table>'
  ].join('')

/** What changed since an earlier report, first of all: who reads each report looks for this. What is unchanged is folded. */
const changesSection = ({ changes }: Fleet): string => {
  if (changes == null) return ''
  const groups = changeGroups(changes)
  const changed = groups.filter(({ change }) => change !== 'unchanged')
  const unchanged = groups.filter(({ change }) => change === 'unchanged')
  return [
    '<section class="changes" aria-labelledby="changes"><h2 id="changes">What changed since the last report</h2>',
    `<p>${changeSentences(changes).map(markupText).join(' ')}</p>`,
    ...(changed.length === 0 ? [] : [changeTable('Findings that changed', changed)]),
    ...(unchanged.length === 0
      ? []
      : [`<details><summary>Unchanged</summary>${changeTable('Findings that are unchanged', unchanged)}</details>`]),
    '</section>'
  ].join('\n')
}

const notJudged = ({ servers }: Fleet): string =>
  unaskedLines(servers)
    .map((line) => `<p class="meta">${markupText(reported(line))}</p>`)
    .join('')

const legend = ({ changes }: Fleet): string =>
  '<p class="legend">✗ drift (red: mandatory) · ? unknown, or pale: not judged · ✓ compliant · – not applicable · w waived. ' +
  (changes == null ? '' : 'A frame is new, a dashed frame is fixed. ') +
  'Arrow keys move between cells, Enter opens one.</p>'

const head = (assets: PageAssets, fleet: Fleet): ReadonlyArray<string> => [
  '<head>',
  '<meta charset="utf-8">',
  `<meta http-equiv="Content-Security-Policy" content="${securityPolicy(assets)}">`,
  '<meta name="viewport" content="width=device-width, initial-scale=1">',
  '<meta name="referrer" content="no-referrer">',
  `<title>${markupText(reported(fleet.name))}: Exchange compliance</title>`,
  `<style>${assets.style}</style>`,
  '</head>'
]

/** The fleet as one page that needs nothing else. */
export const html = (assets: PageAssets, fleet: Fleet): string => {
  const servers = worstFirst(fleet.servers)
  const versions = servers.map(({ facts }) => versionOf(facts, fleet.table) ?? 'not known')
  return [
    '<!doctype html>',
    '<html lang="en">',
    ...head(assets, fleet),
    '<body>',
    header(fleet),
    '<main>',
    errorList(fleet),
    remarkList(fleet),
    changesSection(fleet),
    '<section aria-labelledby="fleet">',
    '<h2 id="fleet">Servers and policies</h2>',
    ...filters(fleet),
    legend(fleet),
    notJudged(fleet),
    '<div class="matrix" id="scrolled" role="group" aria-label="Table of servers" tabindex="0"><table id="matrix"></table></div>',
    '<button type="button" id="more" hidden></button>',
    '<noscript><p>The table needs JavaScript. The Markdown report shows the same without.</p></noscript>',
    '</section>',
    '<section class="charts" aria-label="Charts">',
    barChart('Builds in the fleet (servers)', tallied(versions)),
    barChart('Findings by policy (servers)', findingsByPolicy(fleet)),
    '</section>',
    '<section id="printed" aria-label="All findings" hidden></section>',
    '</main>',
    '<dialog id="detail" aria-labelledby="detail-title"></dialog>',
    `<script type="application/json" id="data">${embeddedJson(pageData(servers, fleet))}</script>`,
    `<script>${assets.script}</script>`,
    '</body>',
    '</html>',
    ''
  ].join('\n')
}
