import * as E from 'fp-ts/Either'
import { ownTable } from '../../../kernel/builds/buildTable'
import { build } from '../../../policies/build/policy'
import { testRows } from '../../support/policyTester'
import { installed, missed } from './installedBuild'

testRows(build, 'the table of builds', {
  compliant: [
    {
      name: 'above the newest update of its Cumulative Update',
      facts: installed('15.2.1544.60'),
      reason: '15.2.1544.60 is newer than the table of 2026-10-02'
    },
    {
      name: 'above the newest build of its product',
      facts: installed('15.2.2700.1'),
      reason: 'newer than the table of 2026-10-02'
    },
    {
      name: 'a Cumulative Update of 2019 that the table does not know yet',
      facts: installed('15.2.1900.5'),
      reason: 'newer than the table of 2026-10-02'
    },
    {
      name: 'a table that missed one Patch Tuesday',
      reason: 'the table of builds is of 2026-10-02, 30 days older than the facts'
    }
  ],
  drifting: [
    {
      name: 'an update that is missing by a table that is much too old',
      facts: installed('15.2.1748.53'),
      desired: { table: E.right({ ...ownTable, asOf: '2026-01-01' }) },
      reason: 'the table of builds is of 2026-01-01',
      drifts: missed('15.2.1748.53', '15.2.1748.55')
    }
  ],
  unknown: [
    {
      name: 'a table that missed more than three Patch Tuesdays',
      desired: { table: E.right({ ...ownTable, asOf: '2026-06-10' }) },
      reason: 'it cannot know all updates of the Patch Tuesdays since then (4, the last on 2026-10-13)'
    },
    {
      name: 'a table that cannot be used',
      desired: { table: E.left('tables/builds.json is not JSON') },
      reason: 'tables/builds.json is not JSON'
    }
  ]
})
