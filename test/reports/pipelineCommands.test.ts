import * as fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { ownTable } from '../../kernel/builds/buildTable'
import { auditText } from '../../reports/auditText'
import { sharedBlocks } from '../../reports/blocks'
import { blockText } from '../../reports/blockText'
import { serverDiagnostic } from '../../reports/diagnostic'
import { reportFormats } from '../../reports/formats'
import { rolloutText } from '../../reports/rolloutText'
import { plainStyle } from '../../reports/text'
import { renderReport } from '../../stacks/reportFiles'
import { aFleet, aServer } from '../support/fleet'
import { aDrift, anUnknown } from '../support/verdict'

const test = suite('reports: commands for a pipeline')

const piece = fc.constantFrom(
  '::error::',
  '::stop-commands::x',
  '##vso[',
  '##VSO[a]',
  '##[',
  '#',
  ':',
  ' ',
  'word',
  '\n'
)

const text = fc.array(piece, { minLength: 1, maxLength: 40 }).map((all) => all.join(''))

const assertPlain = (shown: string): void => {
  for (const line of shown.split(/\r?\n/)) assert.not.match(line, /##(?:vso)?\[|^\s*::\p{L}/iu)
}

const hostileFleet = (said: string) => {
  const steps = [
    { text: said, shell: null, command: null },
    { text: said, shell: 'powershell' as const, command: said }
  ]
  const resolution = { summary: said, steps, link: 'https://a.example/' }
  const verdicts = {
    build: {
      ...{ status: 'drift' as const, reason: said },
      drifts: [aDrift({ path: ['acls', said], actual: said, desired: said, evidence: [said], resolution })]
    },
    'folder-acls': { status: 'unknown' as const, unknowns: [anUnknown({ path: ['acls', said], reason: said })] },
    'dag-health': { status: 'drift' as const, waiver: said, drifts: [aDrift({ waiver: said })] }
  }
  const place = { dag: said, site: said, source: said }
  return aFleet([aServer('EX01', verdicts, place), aServer(said, verdicts, place), aServer('EX02', verdicts, place)], {
    ...{ name: said, gate: { passes: false, text: said } },
    errors: [{ source: said, message: said }]
  })
}

test('no text of a server is one in a report file', () => {
  fc.assert(
    fc.property(text, (said) => {
      const fleet = hostileFleet(said)
      for (const format of reportFormats) assertPlain(renderReport(format, fleet))
    }),
    { numRuns: 40 }
  )
})

test('no text of a server is one on the screen, wherever its lines are broken', () => {
  const width = fc.integer({ min: 40, max: 160 })
  fc.assert(
    fc.property(text, width, fc.boolean(), (said, width, full) => {
      const layout = { width, full, style: plainStyle }
      const fleet = hostileFleet(said)
      assertPlain(auditText(layout, fleet, { table: ownTable, now: 0 }))
      for (const { server, verdicts } of fleet.servers)
        assertPlain(serverDiagnostic({ server, dag: said, site: said }, verdicts, layout)?.text ?? '')
      assertPlain(
        sharedBlocks(fleet.servers)
          .flatMap((block) => blockText(layout, block))
          .join('\n')
      )
      const place = { server: said, dag: said, site: said }
      const remedy = { _tag: 'Refused' as const, reasons: [said] }
      assertPlain(
        rolloutText(layout, [{ place, remedy, after: [], heldBack: [said] }], [{ place, policies: ['build'] }]) ?? ''
      )
    }),
    { numRuns: 60 }
  )
})

test.run()
