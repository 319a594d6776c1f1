import { recording } from '../test/support/server'

/** What one server may send, in bytes; a recording may be twice as large. */
const answerSize = 8 * 1024 * 1024

type Sections = Readonly<Record<string, unknown>>

const many = <A>(count: number, make: (index: number) => A): ReadonlyArray<A> =>
  Array.from({ length: count }, (_, index) => make(index))

const folder = 'C:\\Program Files\\Microsoft\\Exchange Server\\V15\\'

/** Thumbprints that differ only at their ends take longest to compare. */
const thumbprint = (index: number): string => index.toString(16).toUpperCase().padStart(40, 'A')

const certificates = (count: number, expired: boolean) =>
  many(count, (index) => ({
    thumbprint: thumbprint(index),
    subject: `CN=host${index}.contoso.example`,
    notBefore: '2024-01-01T00:00:00Z',
    notAfter: expired ? '2025-01-01T00:00:00Z' : '2028-01-01T00:00:00Z',
    hasPrivateKey: true
  }))

const bindings = (count: number, address: (index: number) => string, host: (index: number) => string) =>
  many(count, (index) => ({
    site: index % 2 === 0 ? 'Default Web Site' : 'default web site',
    protocol: 'https',
    address: address(index),
    port: 443,
    host: host(index),
    thumbprint: thumbprint(index)
  }))

const records = (count: number, address: (index: number) => string | null, host: (index: number) => string | null) =>
  many(count, (index) => ({ address: address(index), port: 443, host: host(index), thumbprint: thumbprint(index) }))

const hosts = (index: number): string => `host${index}.contoso.example`

const sites = (expired: boolean): Sections => ({
  certificates: certificates(5_000, expired),
  bindings: bindings(10_000, () => '*', hosts),
  httpSys: records(10_000, () => null, hosts)
})

const oneEndpoint = (address: string): Sections => ({
  certificates: certificates(5_000, true),
  bindings: bindings(
    10_000,
    () => address,
    () => ''
  ),
  httpSys: records(
    10_000,
    () => address,
    () => null
  )
})

const acl = (path: string, sddl: string) => ({ path: `${folder}${path}`, sddl, inherits: true })

const fullSddl = (entry: string): string => `O:BAG:SYD:PAI${entry.repeat(Math.floor(65_000 / entry.length))}`

const serviceNames = (count: number) => many(count, (index) => `MSExchange${index}`)

const services: Sections = {
  services: serviceNames(10_000).map((name) => ({ name, status: 'Stopped', startType: 'Disabled' })),
  servicesBefore: {
    startModes: serviceNames(10_000).map((name) => ({ name, startType: 'Automatic' })),
    states: serviceNames(10_000).map((name) => ({ name, status: 'Running' })),
    runs: many(400, (index) => ({
      line: index,
      kind: 'before',
      succeeded: false,
      stopped: serviceNames(400),
      unrestored: serviceNames(100),
      errors: many(10, (line) => ({ line, text: 'Error '.repeat(20) }))
    }))
  }
}

const logLines = (count: number, text: string) => many(count, (line) => ({ line, text }))

const error = (line: number, text: string) => ({
  line,
  count: 1,
  message: text,
  exceptions: many(5, () => ({ type: 'System.Exception', message: text })),
  frames: many(20, () => 'Microsoft.Exchange.Setup.Run'),
  script: text,
  task: null,
  step: null,
  component: null,
  codes: many(20, (index) => ({ kind: 'msi', value: String(1_600 + index) })),
  objects: many(20, (index) => `CN=${index},DC=contoso`),
  before: logLines(12, text.slice(0, 500))
})

const setupLog = (text: string): Sections => ({
  setupLog: {
    file: 'ExchangeSetup.log',
    lines: 1,
    runs: 1,
    state: 'failed',
    roles: [],
    prerequisites: many(400, (line) => ({ line, rule: `Rule${line}`, message: text.slice(0, 1_000), required: true })),
    rules: many(400, (line) => ({ line, name: `Rule${line}`, value: 'True' })),
    settings: many(400, (line) => ({ line, name: `Setting${line}`, value: text.slice(0, 500) })),
    errors: many(100, (line) => error(line, text)),
    warnings: logLines(100, text),
    last: logLines(12, text.slice(0, 2_000)),
    omitted: 0,
    msi: many(20, (index) => ({
      file: `${index}.msilog`,
      state: 'failed',
      result: 1_603,
      errors: many(60, (line) => ({ line, code: 1_303, text: text.slice(0, 1_000) })),
      beforeFailure: logLines(12, text.slice(0, 1_000))
    }))
  }
})

/** As many entries as fit, in every list: beyond the limits. */
const overlong: Sections = Object.fromEntries(
  ['services', 'bindings', 'httpSys', 'certificates', 'acls', 'setupLog', 'servicesBefore'].map((name) => [
    name,
    many(500_000, () => 0)
  ])
)

const text = (piece: string): string => piece.repeat(Math.ceil(4_000 / piece.length)).slice(0, 4_000)

const json = (sections: Sections): string => JSON.stringify(recording(sections))

const nested = (depth: number): string =>
  json({ services: [{ name: 'W3SVC', status: 'Running', startType: 'Automatic', extra: 0 }] }).replace(
    '"extra":0',
    `"extra":${'['.repeat(depth)}${']'.repeat(depth)}`
  )

/** Answers of servers that mean to take long, as the texts that arrive. */
export const hostileAnswers: Readonly<Record<string, () => string>> = {
  'many sites, all certificates expired': () => json(sites(true)),
  'many sites, all certificates valid': () => json(sites(false)),
  'one endpoint for all addresses, many times': () => json(oneEndpoint('0.0.0.0')),
  'one loopback endpoint, many times': () => json(oneEndpoint('127.0.0.1')),
  'many folders without rights': () =>
    json({ acls: many(20_000, (index) => acl(`ClientAccess\\Owa\\${index}`, 'D:PAI(D;;FA;;;WD)(A;;FA;;;WD)')) }),
  'folders with long runs of backslashes': () =>
    json({ acls: many(4_000, (index) => acl(`${index}${'\\'.repeat(900)}a`, 'D:(A;;FA;;;BA)')) }),
  'long access control lists': () =>
    json({ acls: many(120, (index) => acl(`ClientAccess\\${index}`, fullSddl('(A;OICIID;FA;;;S-1-1-0)'))) }),
  'access control lists of nested parentheses': () =>
    json({ acls: many(120, (index) => acl(`ClientAccess\\${index}`, fullSddl('('))) }),
  'access control lists of quotation marks': () =>
    json({ acls: many(60, (index) => acl(`ClientAccess\\${index}`, fullSddl('(")'))) }),
  'many old binaries': () =>
    json({
      build: {
        exSetup: '15.2.1748.53',
        binaries: many(1_000, (index) => ({ path: `Bin\\${'x'.repeat(700)}${index}.dll`, version: '15.2.1.1' }))
      }
    }),
  'many services and records of them': () => json(services),
  'a setup log of equal lines': () => json(setupLog(text('Error code is 1603. '))),
  'a setup log of quotation marks': () => json(setupLog(text('\'"\\'))),
  'a setup log of dots': () => json(setupLog(text('a.b, CN=a,DC='))),
  'lists beyond their limits': () => json(overlong),
  'a value nested without end': () => nested(answerSize / 4)
}
