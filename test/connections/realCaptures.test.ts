import { copyFileSync, cpSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import * as t from 'io-ts'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readCapture } from '../../connections/capture'
import { readCertificates } from '../../connections/capture/certificates'
import { parseOutput } from '../../connections/capture/objects'
import { type Certificate, certificates as certificatesSection } from '../../facts/sections/certificates'
import { withFolder } from './folders'

const captures = join(__dirname, '../../../shared/data/captures')
const spec = existsSync(captures) ? test : test.skip

if (!existsSync(captures)) console.log("skipped: ../shared isn't here")

const at = (path: string): string => join(captures, path)

const string = t.string
const server = t.type({
  server: t.strict({ name: string, fqdn: string, domain: string, role: string, edition: string }),
  version: t.type({ build: string }),
  services: t.type({
    totalServices: t.number,
    relevantNotRunning: t.array(t.type({ name: string, status: string, startType: string })),
    exchangeRunning: t.array(string)
  }),
  iis: t.type({
    bindingsGetWebBinding: t.array(
      t.type({
        site: string,
        protocol: string,
        ip: string,
        port: t.number,
        host: string,
        certificateThumbprint: t.union([string, t.null])
      })
    )
  })
})
const certificates = t.array(t.type({ thumbprint: string, subject: string, notBeforeUtc: string, notAfterUtc: string }))
const overlay = t.type({ overlay: t.record(string, string) })
const certificateFiles = t.type({
  files: t.strict({
    'GetExchangeCertificate.xml': t.type({ certificates }),
    'GetExchangeCertificateBroken.xml': t.type({ certificates }),
    'GetExchangeCertificateOnAzure.xml': t.type({ certificates })
  })
})

const right = <A>(value: E.Either<unknown, A>): A => {
  if (E.isLeft(value)) throw new Error(JSON.stringify(value.left))
  return value.right
}

const expected = <A>(capture: string, codec: t.Type<A, unknown, unknown>): A =>
  right(codec.decode(JSON.parse(readFileSync(at(`${capture}/expected.json`), 'utf8'))))

/** The expected list writes subjects without blanks and with ST, where Windows writes S. */
const asRecorded = (listed: t.TypeOf<typeof certificates>) =>
  listed.map(({ thumbprint, subject, notBeforeUtc, notAfterUtc }) => ({
    thumbprint,
    subject: subject.replaceAll(',', ', ').replace('ST=', 'S='),
    notBefore: notBeforeUtc,
    notAfter: notAfterUtc,
    hasPrivateKey: undefined,
    isCng: undefined
  }))

/** The lists beside the data name no names of certificates. */
const withoutNames = ({ names, usages, store, issuer, ...listed }: Certificate) => listed

spec('E19: identity, build and time', async () => {
  const { facts, errors } = await readCapture(at('E19'))()
  const { server: listed, version } = expected('E19', server)
  assert.equal(errors, [])
  assert.is(facts.server, listed.name)
  assert.is(facts.collectedAt, '2021-09-29T19:21:36.101Z')
  const { role, ...names } = listed
  assert.equal(right(facts.sections.identity), {
    ...names,
    roles: [role],
    site: 'Default-First-Site-Name',
    version: '15.2.986.5',
    installPath: 'C:\\Program Files\\Microsoft\\Exchange Server\\V15\\'
  })
  assert.equal(right(facts.sections.build), { exSetup: version.build, binaries: null, missing: null })
  assert.equal(right(facts.sections.sharedWebConfig), {
    clientAccess: 'present',
    httpProxy: 'present',
    found: { clientAccess: null, httpProxy: null }
  })
})

spec('E19: services', async () => {
  const { facts } = await readCapture(at('E19'))()
  const { totalServices, relevantNotRunning, exchangeRunning } = expected('E19', server).services
  const services = right(facts.sections.services)
  assert.is(services.length, totalServices)
  for (const listed of relevantNotRunning)
    assert.ok(
      services.some(
        ({ name, status, startType }) =>
          name === listed.name && status === listed.status && startType === listed.startType
      ),
      listed.name
    )
  for (const listed of exchangeRunning)
    assert.is(services.find(({ name }) => name.toLowerCase() === listed.toLowerCase())?.status, 'Running', listed)
  assert.ok(services.every(({ status, startType }) => status !== null && startType !== null))
})

spec('E19: bindings and certificates', async () => {
  const { facts } = await readCapture(at('E19'))()
  assert.equal(
    right(facts.sections.bindings).map(({ store, sslFlags, ...one }) => one),
    expected('E19', server).iis.bindingsGetWebBinding.map(
      ({ site, protocol, ip, port, host, certificateThumbprint }) => ({
        site,
        protocol,
        address: ip,
        port,
        host,
        thumbprint: certificateThumbprint
      })
    )
  )
  assert.equal(
    right(facts.sections.certificates).map(withoutNames),
    asRecorded(expected('E19', t.type({ certificates })).certificates)
  )
  assert.equal(
    right(facts.sections.certificates).map(({ names }) => names),
    [[], ['Solo-E19A', 'Solo-E19A.Solo.com'], []]
  )
  assert.equal([...new Set(right(facts.sections.bindings).map(({ sslFlags }) => sslFlags))], [0])
})

spec('E19-scenario2: its ExSetup.xml decides the build, its broken configuration files are no damage', () =>
  withFolder({}, async (folder) => {
    cpSync(at('E19'), folder, { recursive: true })
    for (const [file, replaced] of Object.entries(expected('E19-scenario2', overlay).overlay))
      copyFileSync(at(`E19-scenario2/${file}`), join(folder, replaced))
    const { facts, errors } = await readCapture(folder)()
    assert.equal(errors, [])
    assert.is(facts.server, 'SOLO-E19A')
    assert.is(right(facts.sections.build).exSetup, '15.2.1118.25')
    assert.is(right(facts.sections.identity).version, '15.2.986.5')
  })
)

spec('E19-physical: a folder that lacks what facts are made of is unknown, not damaged', async () => {
  const { facts, errors, readable } = await readCapture(at('E19-physical'))()
  assert.equal({ errors, readable, name: facts.server }, { errors: [], readable: true, name: 'E19-physical' })
})

spec('certificates of other servers, some exported through remote PowerShell', () => {
  for (const [file, listed] of Object.entries(expected('exchange-information', certificateFiles).files)) {
    const output = parseOutput(file)(readFileSync(at(`exchange-information/${file}`), 'utf8'))
    const read = certificatesSection.decode(right(E.chain(readCertificates)(output)))
    assert.equal(E.isRight(read) ? read.right.map(withoutNames) : [], asRecorded(listed.certificates))
  }
})

test.run()
