import * as E from 'fp-ts/Either'
import { appliesWhere, type ServerKind, serverKind } from '../../judging/kind'
import type { Policy } from '../../judging/policy'
import { judgeConfigs } from './configs'
import { http500Headline } from './headline'
import { judgeLoading } from './loadFaults'
import { judgePages } from './missingApplications'
import { judgeFiles } from './missingFiles'
import { judgePools } from './pools'
import { link } from './resolution'

const hasApplications = ({ product, frontEnd, backEnd }: ServerKind): boolean =>
  product !== '2010' && (frontEnd || backEnd)

/** What makes the web applications of Exchange answer with an error: files, pools and configurations that don't fit. */
export const http500: Policy = {
  name: 'http-500',
  title: 'The web applications of Exchange load: their pools run, and their files and configurations fit',
  headline: http500Headline,
  section: 'http-500-errors-in-owa-or-ecp',
  link,
  stage: 'after-update',
  level: 'mandatory',
  decides: ['aspNetEvents', 'appPools', 'webConfigs'],
  supports: ['identity', 'build', 'installerEvents', 'installedUpdates', 'boot'],
  automation: {
    automated: [],
    byHand: [
      'All of it, because only an administrator knows why a pool was stopped or a configuration was changed. If an update must be installed again, it stops the server.'
    ]
  },
  applies: appliesWhere((kind) =>
    hasApplications(kind) ? null : 'only Mailbox and Client Access servers of 2013 and later are judged'
  ),
  evaluate: (facts) => {
    const kind = serverKind(facts)
    return E.isLeft(kind)
      ? []
      : [
          ...judgeFiles(facts, kind.right),
          ...judgePages(facts, kind.right),
          ...judgeLoading(facts),
          ...judgePools(facts),
          ...judgeConfigs(facts)
        ]
  }
}
