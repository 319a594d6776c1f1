import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Media } from '../../connections/connection'
import { readFile } from '../../connections/files'
import { judgeOne } from '../../judging/evaluate'
import { noOrganization } from '../../judging/inOrganization'
import { defaultEnforcement } from '../../judging/levels'
import type { Standard } from '../../judging/standard'
import type { Verdict } from '../../judging/verdict'
import { sslBindings } from '../../policies/ssl-bindings/policy'
import { updatePackage } from '../../policies/update-package/policy'
import { healthySections, recording } from '../support/server'
import { withFolder } from './folders'

const test = suite('connections: files')

const standard: Standard = {
  desired: { build: 'latest', services: {}, baseline: null },
  enforcement: defaultEnforcement,
  waivers: [],
  organization: noOrganization
}

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
    return judgeOne(sslBindings, facts, standard)
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

const withPackage = (patchFile: unknown, media?: Media): Promise<readonly [string, string | null]> =>
  withFolder({ 'EX01.json': JSON.stringify(recording({ patchFile })) }, async (folder) => {
    const connection = { type: 'recorded' as const, path: `${folder}/EX01.json`, maxAge: '36500d' }
    const target = { server: 'EX01', connection, ...(media === undefined ? {} : { media }) }
    const { facts } = await readFile(target, 10)
    const { status, reason } = judgeOne(updatePackage, facts, standard)
    return [status, reason]
  })

const named = { setup: null, update: 'C:\\Updates\\Exchange2019-KB5066367-x64-en.exe' }
const seen = (path: string) => ({ path, state: 'present', version: '15.2.1748.39' })

test('a recording tells only of the package that the settings name', async () => {
  assert.equal((await withPackage(seen(named.update), named))[0], 'compliant')
  assert.equal((await withPackage(seen(named.update.toUpperCase()), named))[0], 'compliant')
  for (const patchFile of [null, undefined, seen('C:\\Old\\Exchange2019-KB5066367-x64-en.exe')]) {
    const [status, reason] = await withPackage(patchFile, named)
    assert.is(status, 'unknown', JSON.stringify(patchFile))
    assert.match(reason ?? '', patchFile === undefined ? 'missing in this recording' : named.update)
  }
})

test('where the settings name no package, a recording of before these were looked at lacks nothing', async () => {
  assert.is((await withPackage(undefined))[0], 'not-applicable')
  assert.is((await withPackage(undefined, { setup: 'E:\\', update: null }))[0], 'not-applicable')
  assert.is((await withPackage({ error: 'access denied' }))[0], 'unknown')
})

test.run()
