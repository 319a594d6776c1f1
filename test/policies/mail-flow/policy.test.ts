import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { mailFlow } from '../../../policies/mail-flow/policy'
import { meter, organizationFacts, withEx01 } from '../../support/inOrganization'
import { testPolicy } from '../../support/policyTester'
import { healthySections, withoutRoles } from '../../support/server'
import { byHand, of2013, own, queue, space, throttled } from './pressure'

const memory = (name: string, pressure: number, use: string) =>
  meter(name, pressure, { path: null, use, ...own(88, 94, 89, 84) })

const capture = join(
  __dirname,
  '../../../../shared/data/captures/E19/Exchange/GetExchangeDiagnosticInfo_EdgeTransportResourceThrottling.xml'
)

if (!existsSync(capture)) process.stdout.write('skipped: the captures of ../shared are not there\n')

/** The meters of a real server, as its own text has them. */
const captured = (): ReadonlyArray<object> => {
  const text = readFileSync(capture, 'utf8').split('<Props>')[0]?.replaceAll('&lt;', '<').replaceAll('&gt;', '>') ?? ''
  return [...text.matchAll(/<ResourceMeter Resource="(\w+)(?:\[([^"]+)\])?">([\s\S]*?)<\/ResourceMeter>/g)].map(
    ([, resource, path = null, body = '']) => {
      const number = (name: string): number => Number(new RegExp(`${name}=(\\d+)`).exec(body)?.[1])
      return {
        ...{ resource, path, use: /<CurrentResourceUse>(\w+)/.exec(body)?.[1] },
        pressure: Number(/<Pressure>(\d+)/.exec(body)?.[1]),
        ...own(number('LowToMedium'), number('MediumToHigh'), number('HighToMedium'), number('MediumToLow'))
      }
    }
  )
}

const edge = {
  identity: { name: 'ED01', fqdn: 'ed01.contoso.example', roles: ['Edge'], version: '15.2.1748.10' }
}

const alone = { EX01: { queues: { deliveryMessages: 2_000 } } }

const inNoDag = E.right(
  organizationFacts(
    {
      EX01: {
        ...alone.EX01,
        activation: { dag: null, autoActivationPolicy: 'Unrestricted', disabledAndMoveNow: false }
      }
    },
    { dags: [] }
  )
)

testPolicy(mailFlow, {
  compliant: [
    { name: 'Exchange itself says so', organization: throttled('Low', ...space) },
    {
      name: 'SystemMemory is High and mail goes on',
      organization: throttled('Low', ...space, memory('SystemMemory', 97, 'High')),
      reason: 'SystemMemory is High, pressure 97'
    },
    { name: 'many messages on a member of a DAG, which dag-health judges', organization: withEx01(alone.EX01) },
    { name: 'an Edge Transport server', facts: edge },
    { name: 'Exchange 2013', facts: of2013 },
    {
      name: 'Exchange 2013, which has no resource throttling: nothing is unread',
      facts: of2013,
      organization: withEx01({ resourceThrottling: { error: 'servers before Exchange 2016 have none' } }),
      reason: /^$/
    },
    ...(existsSync(capture)
      ? [{ name: 'a real server, whose SystemMemory is High', organization: throttled('Low', ...captured()) }]
      : [])
  ],
  drifting: [
    {
      name: 'Exchange says High',
      organization: throttled('High', meter('DatabaseUsedSpace', 99, { use: 'High' }), meter('UsedDiskSpace', 33)),
      facts: queue(),
      drifts: [
        {
          ...{
            path: 'resourceThrottling["DatabaseUsedSpace[C:\\Program Files\\Microsoft\\Exchange Server\\V15\\TransportRoles\\data\\Queue]"]'
          },
          ...{ actual: 'High, pressure 99', desired: 'Low', ...byHand },
          evidence: [
            "By the server's own thresholds it is Medium above 96, High above 99",
            'The volume of D:\\Queue has 60.0 GB of 100.0 GB free.'
          ],
          resolution: ["Get-ExchangeDiagnosticInfo -Server 'EX01'", "Get-ChildItem -LiteralPath 'C:\\'"]
        }
      ]
    },
    {
      name: 'messages wait on a server without a DAG',
      facts: { services: [healthySections.services].flat().slice(0, 20) },
      organization: inNoDag,
      drifts: [
        {
          ...{ path: 'queues.deliveryMessages', actual: '2000 messages wait' },
          ...{ desired: 'fewer than 1000 messages wait', ...byHand },
          resolution: ["Get-Queue -Server 'EX01'"]
        }
      ]
    }
  ],
  unknown: [
    {
      name: 'no transport, though the role has it',
      facts: { mailQueue: null },
      reason: 'EdgeTransport.exe is not there'
    },
    {
      name: 'the sum is worse than its parts',
      organization: throttled('High', ...space),
      reason: 'AggregateUse is High, and no resource shows why'
    }
  ],
  notApplicable: [
    {
      name: 'a Client Access server of 2013',
      facts: { ...of2013, identity: { ...of2013.identity, roles: ['ClientAccess'] }, mailQueue: null }
    },
    {
      name: 'only the management tools are installed',
      facts: {
        ...withoutRoles,
        identity: { name: 'EX01', fqdn: null, roles: [] },
        mailQueue: null,
        services: [{ name: 'EventLog', status: 'Running', startType: 'Automatic' }]
      }
    }
  ]
})
