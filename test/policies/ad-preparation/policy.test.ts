import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as t from 'io-ts'
import { adPreparation } from '../../../policies/ad-preparation/policy'
import { withEx01 } from '../../support/inOrganization'
import { testPolicy } from '../../support/policyTester'
import { managementToolsOnly } from '../../support/server'
import { byHand, installed, levels } from './directoryLevels'

const file = join(__dirname, '../../../../shared/data/ad-levels/expected.json')
if (!existsSync(file)) process.stdout.write('skipped: the levels of ../shared are not there\n')

const row = t.type({
  orgObjectVersion: t.number,
  schemaRangeUpper: t.number,
  mesoObjectVersion: t.number,
  setupBuild: t.string,
  names: t.string,
  preparationNeeded: t.array(t.string)
})

const captured = (): ReadonlyArray<t.TypeOf<typeof row>> => {
  const read: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []
  return Array.isArray(read) ? read.filter(row.is) : []
}

const asRow = (one: t.TypeOf<typeof row>) => ({
  name: `a real directory: ${one.names}`,
  facts: installed(one.setupBuild.split('.').map(Number).join('.')),
  organization: levels(one.schemaRangeUpper, one.orgObjectVersion, one.mesoObjectVersion)
})

/** Of public lists: build, rangeUpper of the schema, objectVersion of the organization and of a domain. */
const documented: ReadonlyArray<readonly [build: string, number, number, number]> = [
  ['14.0.639.21', 14_622, 12_640, 12_639],
  ['14.1.218.15', 14_726, 13_214, 13_040],
  ['14.2.247.5', 14_732, 14_247, 13_040],
  ['14.3.123.4', 14_734, 14_322, 13_040],
  ['15.0.516.32', 15_137, 15_449, 13_236],
  ['15.0.620.29', 15_254, 15_614, 13_236],
  ['15.0.712.24', 15_281, 15_688, 13_236],
  ['15.0.775.38', 15_283, 15_763, 13_236],
  ['15.0.847.32', 15_292, 15_844, 13_236],
  ['15.0.913.22', 15_300, 15_870, 13_236],
  ['15.0.995.29', 15_303, 15_965, 13_236],
  ['15.0.1044.25', 15_312, 15_965, 13_236],
  ['15.0.1130.7', 15_312, 16_130, 13_236],
  ['15.0.1395.4', 15_312, 16_130, 13_236],
  ['15.0.1473.3', 15_312, 16_131, 13_236],
  ['15.0.1497.2', 15_312, 16_133, 13_237],
  ['15.1.2375.24', 15_334, 16_222, 13_242],
  ['15.1.2375.28', 15_334, 16_222, 13_243],
  ['15.1.2507.6', 15_334, 16_223, 13_243],
  ['15.2.986.22', 17_003, 16_759, 13_242],
  ['15.2.986.26', 17_003, 16_759, 13_243]
]

const of2016 = [15_334, 16_223, 13_243] as const

testPolicy(adPreparation, {
  compliant: [
    { name: 'prepared for CU15', organization: withEx01({}) },
    { name: 'another server is newer', facts: installed('15.1.2507.58'), organization: withEx01({}) },
    ...documented.map(([build, ...found]) => ({
      name: `the documented levels of ${build}`,
      facts: installed(build),
      organization: levels(...found)
    })),
    {
      name: 'Exchange Server 2010 in a forest of 2016',
      facts: installed('14.3.123.4'),
      organization: levels(...of2016)
    },
    {
      name: 'Exchange SE, whose levels are those of CU15',
      facts: installed('15.2.2562.29'),
      organization: withEx01({})
    },
    ...captured()
      .filter(({ preparationNeeded }) => preparationNeeded.length === 0)
      .map(asRow)
  ],
  drifting: [
    {
      name: 'the schema is of an older update',
      organization: levels(17_002, 16_763, 13_243),
      drifts: [
        {
          ...{ path: 'directory.schema', actual: '17002', desired: '17003 or later', ...byHand },
          evidence: ['Exchange Server 2019 CU15 needs 17003', 'Active Directory was read at 2026-11-01T08:00:00Z.'],
          resolution: [
            'in the site Berlin and the domain of the schema master DC01',
            '.\\Setup.exe /PrepareSchema /IAcceptExchangeServerLicenseTerms_DiagnosticDataOFF',
            'repadmin /replsummary'
          ],
          byHand: 'it changes Active Directory for the whole forest'
        }
      ]
    },
    {
      name: 'the organization',
      organization: levels(17_003, 16_762, 13_243),
      drifts: [
        {
          ...{ path: 'directory.organization', actual: '16762', desired: '16763 or later', ...byHand },
          resolution: ['.\\Setup.exe /PrepareAD ']
        }
      ]
    },
    {
      name: 'Exchange Server 2010, whose setup without windows has another name',
      facts: installed('14.3.123.4'),
      organization: levels(14_734, 14_247, 13_040),
      drifts: [
        {
          ...{ path: 'directory.organization', actual: '14247', desired: '14322 or later', ...byHand },
          resolution: ['.\\Setup.com /PrepareAD']
        }
      ]
    },
    ...captured()
      .filter(({ preparationNeeded }) => preparationNeeded.length > 0)
      .map((one) => ({
        ...asRow(one),
        drifts: [
          { path: 'directory.schema', actual: `${one.schemaRangeUpper}`, desired: '15312 or later', ...byHand },
          { path: 'directory.organization', actual: `${one.orgObjectVersion}`, desired: '16131 or later', ...byHand }
        ]
      }))
  ],
  unknown: [
    { name: 'nobody was asked', reason: 'name no source of organization facts' },
    {
      name: 'the directory could not be read',
      organization: withEx01({}, { directory: { error: 'no domain controller answers' } }),
      reason: 'no domain controller answers'
    },
    {
      name: 'an older recording',
      organization: withEx01({}, { directory: undefined }),
      reason: 'missing in this recording'
    },
    { name: 'no rangeUpper', organization: levels(null, 16_763, 13_243), reason: 'rangeUpper of ms-Exch-Schema' },
    {
      name: 'no objectVersion of the organization',
      organization: levels(17_003, null, 13_243),
      reason: 'objectVersion of the org'
    },
    {
      name: 'no objectVersion of the domain',
      organization: levels(17_003, 16_763, null),
      reason: 'of the domain contoso.example'
    },
    {
      name: 'a build that no table lists',
      facts: installed('15.2.5.1'),
      organization: withEx01({}),
      reason: 'which levels a build of Exchange Server 2019 that the table does not list needs is not known'
    }
  ],
  notApplicable: [
    {
      name: 'an Edge Transport server',
      facts: { identity: { name: 'ED01', fqdn: null, roles: ['Edge'], version: '15.2.1748.10' } }
    },
    {
      name: 'only the management tools are installed',
      facts: managementToolsOnly
    }
  ]
})
