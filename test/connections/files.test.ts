import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { readFile } from '../../connections/files'
import { judgeOne } from '../../judging/evaluate'
import { noOrganization } from '../../judging/inOrganization'
import { defaultEnforcement } from '../../judging/levels'
import type { Verdict } from '../../judging/verdict'
import { sslBindings } from '../../policies/ssl-bindings/policy'
import { healthySections, recording } from '../support/server'
import { withFolder } from './folders'

const test = suite('connections: files')

/** A recording of the first of November 2026, whose certificates all end on a day. */
const ending = (notAfter: string): string => {
  const certificates = Array.isArray(healthySections.certificates)
    ? healthySections.certificates.map((certificate) => ({ ...certificate, notAfter }))
    : []
  return JSON.stringify(recording({ certificates }))
}

const judged = (notAfter: string): Promise<Verdict> =>
  withFolder({ 'EX01.json': ending(notAfter) }, async (folder) => {
    const connection = { type: 'recorded' as const, path: `${folder}/EX01.json`, maxAge: '36500d' }
    const { facts } = await readFile({ server: 'EX01', connection }, 10)
    return judgeOne(sslBindings, facts, {
      desired: { build: 'latest', services: {}, baseline: null },
      enforcement: defaultEnforcement,
      waivers: [],
      organization: noOrganization
    })
  })

test('a certificate that has expired since it was recorded is a drift', async () => {
  const { status, drifts } = await judged('2026-11-02T00:00:00Z')
  assert.is(status, 'drift')
  assert.match(drifts[0]?.actual ?? '', 'expired on 2026-11-02')
})

test('a certificate that is valid still is none, and what ends soon by today is said', async () => {
  const soon = new Date(Date.now() + 10 * 86_400_000).toISOString()
  const { status, reason } = await judged(soon)
  assert.is(status, 'compliant')
  assert.match(reason ?? '', `expires on ${soon.slice(0, 10)}, within 30 days`)
})

test.run()
