import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server as WebServer } from 'node:https'
import { type AddressInfo, createServer as createSocketServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type Probe, type Probing, probe } from '../../../resources/command/probes'

const test = suite('remediation: probes')

const folder = mkdtempSync(join(tmpdir(), 'probes-'))
const files = ['key', 'cert'].map((name) => join(folder, `${name}.pem`))
const made = spawnSync('openssl', [
  ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
  ...['-subj', '/CN=mail.contoso.example', '-keyout', files[0] ?? '', '-out', files[1] ?? '']
])
const secured = made.status === 0 ? test : test.skip
if (made.status !== 0) process.stdout.write('skipped: openssl is not there, so that no page was asked\n')
const [key = '', cert = ''] = made.status === 0 ? files.map((file) => readFileSync(file, 'utf8')) : []
test.after(() => rmSync(folder, { recursive: true }))

const portOf = (server: Server | WebServer): number => {
  const address: AddressInfo | string | null = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** Asks a server on this computer while it listens; what it keeps open ends with the test. */
const asking = async (
  server: Server | WebServer,
  parts: (port: number) => Partial<Probing>
): Promise<ReadonlyArray<Probe>> => {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const usual = { web: false, smtp: false, httpsPort: 1, smtpPort: 1, seconds: 5, signal: new AbortController().signal }
  const answers = await probe('127.0.0.1', { ...usual, ...parts(portOf(server)) })
  for (const socket of sockets) socket.destroy()
  server.close()
  return answers
}

const faults = (probes: ReadonlyArray<Probe>): ReadonlyArray<string | null> => probes.map(({ fault }) => fault)

const web = (answer: Readonly<Record<string, number>>) =>
  createServer({ key, cert }, ({ url }, response) => {
    response.writeHead(answer[url ?? ''] ?? 404, { Location: 'https://elsewhere.example/' }).end()
  })

const statuses: ReadonlyArray<readonly [healthcheck: number, ecp: number, ReadonlyArray<string | null>]> = [
  [200, 302, [null, null]],
  [200, 401, [null, null]],
  [503, 200, ['it answers with status 503', null]],
  [302, 500, ['it answers with status 302', 'it answers with status 500']],
  [404, 404, ['it answers with status 404', null]]
]

for (const [healthcheck, ecp, expected] of statuses)
  secured(`pages that answer with ${healthcheck} and ${ecp}`, async () => {
    const server = web({ '/owa/healthcheck.htm': healthcheck, '/ecp/': ecp })
    assert.equal(faults(await asking(server, (httpsPort) => ({ web: true, httpsPort }))), expected)
  })

secured('a certificate that is not trusted here is told, and is no fault', async () => {
  const server = web({ '/owa/healthcheck.htm': 200, '/ecp/': 302 })
  const [health] = await asking(server, (httpsPort) => ({ web: true, httpsPort }))
  assert.match(health?.what ?? '', /^https:\/\/127\.0\.0\.1:\d+\/owa\/healthcheck\.htm$/)
  assert.is(health?.note, 'its certificate is not trusted here for that name (DEPTH_ZERO_SELF_SIGNED_CERT)')
})

/** A server of TCP that does something with each connection. */
const socket = (serve: (connection: Socket) => void): Server =>
  createSocketServer((connection) => {
    connection.on('error', () => undefined)
    serve(connection)
  })

const unsecured: ReadonlyArray<readonly [string, (connection: Socket) => void, RegExp]> = [
  [
    'no TLS at all',
    (one) => one.on('data', () => one.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    /^no TLS connection \(.+\)$/
  ],
  ['no certificate, as http.sys without a record', (one) => one.destroy(), /^no TLS connection \(ECONNRESET\)$/],
  ['no word', () => undefined, /^no TLS connection \(no answer within 0\.2 s\)$/]
]

for (const [name, serve, fault] of unsecured)
  test(`a port that answers with ${name}`, async () => {
    const answers = await asking(socket(serve), (httpsPort) => ({ web: true, httpsPort, seconds: 0.2 }))
    assert.is(answers.length, 2)
    for (const answer of answers) assert.match(answer.fault ?? '', fault)
  })

const greetings: ReadonlyArray<readonly [string, (connection: Socket) => void, string | null]> = [
  ['a greeting', (one) => one.write('220 ex01.contoso.example Microsoft ESMTP MAIL Service ready\r\n'), null],
  ['a greeting in two parts', (one) => one.write('22', () => setTimeout(() => one.write('0 ex01\r\n'), 20)), null],
  [
    'a server that is not available',
    (one) => one.write('421 4.3.2 Service not available\r\n'),
    'it greets with 421 4.3.2 Service not available'
  ],
  ['another protocol', (one) => one.write('SSH-2.0-OpenSSH\r\n'), 'what answers there is no SMTP server'],
  ['a text that does not end', (one) => one.write('x'.repeat(100_000)), 'what answers there is no SMTP server'],
  ['silence', () => undefined, 'no greeting within 0.2 s'],
  ['an end', (one) => one.end(), 'it closes the connection without a greeting']
]

for (const [name, serve, fault] of greetings)
  test(`port 25 answers with ${name}`, async () => {
    const [answer] = await asking(socket(serve), (smtpPort) => ({ smtp: true, smtpPort, seconds: 0.2 }))
    assert.is(answer?.fault, fault)
  })

test('ports at which nobody listens are told, each for itself', async () => {
  const server = socket(() => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const port = portOf(server)
  await new Promise((resolve) => server.close(resolve))
  const answers = await probe('127.0.0.1', {
    ...{ web: true, smtp: true, httpsPort: port, smtpPort: port, seconds: 5, signal: new AbortController().signal }
  })
  assert.equal(faults(answers), ['ECONNREFUSED', 'ECONNREFUSED', 'ECONNREFUSED'])
})

test('what breaks off the run breaks off the questions', async () => {
  const stop = new AbortController()
  setTimeout(() => stop.abort(), 30)
  const answers = await asking(
    socket(() => undefined),
    (port) => ({ web: true, smtp: true, httpsPort: port, smtpPort: port, seconds: 60, signal: stop.signal })
  )
  assert.ok(answers.every(({ fault }) => fault !== null))
})

test.run()
