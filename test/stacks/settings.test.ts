import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { decodeSettings, remediates } from '../../stacks/settings'

const test = suite('stacks: settings')

const entry = { name: 'EX01', connection: { type: 'recorded', path: 'EX01.json' } }
const servers = JSON.stringify([entry])
const waiver = { server: 'ex01', policy: 'services-start', reason: 'CHG-7', expires: '2026-12-31' }

const accepted: ReadonlyArray<readonly [string, Readonly<Record<string, string>>]> = [
  ['servers alone', { servers }],
  ['files of reports', { servers, reports: '{"html": "report.html", "junit": "report.xml"}' }],
  ['a build by name', { servers, build: 'march-2021' }],
  ['minimum builds', { servers, build: '{"2019": "15.2.1748.39"}' }],
  ['waivers, by server names without case', { servers, waivers: JSON.stringify([waiver]) }],
  ['a level and a stage', { servers, enforcement: 'mandatory', stage: 'before-update' }],
  ['levels of policies', { servers, policies: '{"services-start": "disabled"}' }],
  [
    'parameters of a policy',
    { servers, policies: '{"build": {"level": "mandatory", "target": {"SE": "15.2.2562.17"}}}' }
  ],
  ['parameters without a level', { servers, policies: '{"build": {"target": "march-2021"}}' }],
  ['the level remediate', { servers, enforcement: 'remediate', policies: '{"services-start": "remediate"}' }],
  ['an order of remediation', { servers, remediation: '{"order": "all", "maxServers": 3}' }],
  ['an order by site', { servers, remediation: '{"order": {"perSite": 2}}' }],
  [
    'a manner of remediation',
    {
      servers,
      remediation: '{"inMaintenance": "refuse", "drain": "none", "queueLimit": 2000, "secondLook": 0, "probes": true}'
    }
  ],
  ['a window each day', { servers, remediation: '{"window": {"from": "22:00", "to": "04:30"}}' }],
  ['a window', { servers, remediation: '{"window": {"days": ["Saturday"], "from": "22:00", "to": "04:30"}}' }],
  ['a server in a maintenance that is meant', { servers: JSON.stringify([{ ...entry, inMaintenance: 'allow' }]) }],
  ['durations', { servers, maxAge: '90m' }],
  ['the amount of detail', { servers, detail: 'full' }],
  ['a table of builds', { servers, buildTable: '../tables/builds.json' }],
  ['media', { servers, media: '{"setup": "D:\\\\", "update": "C:\\\\Updates\\\\Exchange2019-KB5066367-x64-en.exe"}' }],
  ['a capture', { servers: JSON.stringify([{ ...entry, connection: { type: 'captures', path: 'EX01' } }]) }],
  [
    'services of a server',
    { servers: JSON.stringify([{ ...entry, dag: 'DAG1', site: 'Berlin', services: { W3SVC: 'Manual' } }]) }
  ]
]

for (const [name, texts] of accepted)
  test(`takes ${name}`, () => {
    const decoded = decodeSettings(texts)
    assert.ok(E.isRight(decoded), E.isLeft(decoded) ? decoded.left.join() : '')
  })

test('splits what is set for policies into levels and parameters', () => {
  const policies = '{"build": {"level": "remediate", "target": "latest"}, "dag-health": "disabled", "maintenance": {}}'
  const decoded = decodeSettings({ servers, policies })
  if (E.isLeft(decoded)) throw new Error(decoded.left.join())
  assert.equal(decoded.right.policies, { build: 'remediate', 'dag-health': 'disabled' })
  assert.equal(decoded.right.parameters, { build: { target: 'latest' } })
  assert.ok(remediates(decoded.right))
})

const oneServer = (parts: object) => ({ servers: JSON.stringify([{ ...entry, ...parts }]) })
const oneWaiver = (parts: object) => ({ servers, waivers: JSON.stringify([{ ...waiver, ...parts }]) })

const media = (parts: object) => ({ servers, media: JSON.stringify(parts) })

const mediaFaults: ReadonlyArray<readonly [Readonly<Record<string, string>>, string]> = [
  [media({ setup: '\\\\fs1\\iso' }), '"\\\\fs1\\iso" is on a share; copy it to a drive of each server, and write D:\\'],
  [media({ setup: 'D:' }), '"D:" is a drive without its folder; write D:\\'],
  [media({ setup: '../iso' }), 'is no path on a drive of the server'],
  [media({ setup: 'C:\\ExchangeServer2019-x64-CU15.ISO' }), '.ISO" is an image; mount it, and name its drive'],
  [media({ setup: 'D:\\Setup.exe' }), '"D:\\Setup.exe" is a file; name the folder that contains Setup.exe'],
  [media({ update: 'C:\\Updates' }), '"C:\\Updates" is no package of an update; name its file, an .exe or .msp'],
  [media({ update: 'C:\\CU15.iso' }), 'is an image; mount it, and name its drive by the key setup'],
  [media({ update: 7 }), 'media.update: is not a package of an update']
]

const refused: ReadonlyArray<readonly [Readonly<Record<string, string>>, string]> = [
  [{}, 'servers is missing'],
  [{ servers: '[]' }, 'servers is empty'],
  [{ servers: '{}' }, 'servers: expected'],
  [{ servers: 'EX01' }, 'servers must be a list or a map'],
  [{ servers: JSON.stringify([entry, { ...entry, name: 'ex01' }]) }, 'lists ex01 twice'],
  [
    { servers: JSON.stringify([entry, { ...entry, name: 'ex01.contoso.com' }]) },
    'lists EX01 and ex01.contoso.com, which are the same server; keep one of the entries'
  ],
  [oneServer({ name: ' ' }), 'servers[0].name: is empty; write a value'],
  [oneServer({ name: 7 }), 'servers[0].name'],
  [oneServer({ nam: 'x' }), 'servers[0]: "nam" is not a setting here; did you mean name?'],
  [oneServer({ connection: { type: 'recorded' } }), 'servers[0].connection.path'],
  [oneServer({ connection: { type: 'remoting', https: 'yes' } }), 'https: expected true or false, or null, got "yes"'],
  [oneServer({ connection: { type: 'remoting', path: 'x' } }), '"path" is not a setting here'],
  [oneServer({ connection: { ...entry.connection, password: 'x' } }), '"password" is not a setting here'],
  [oneServer({ services: { W3SVC: 'automatic' } }), 'did you mean Automatic?'],
  [{ servers, enforcement: 'Mandatory' }, 'did you mean mandatory?'],
  [{ servers, policies: '{"services-strat": "advisory"}' }, 'did you mean services-start?'],
  [{ servers, policies: '[]' }, 'policies: must be a map such as {build: mandatory}'],
  [
    { servers, policies: '{"build": "mandatry"}' },
    'policies.build: "mandatry" is not an enforcement level; did you mean'
  ],
  [{ servers, policies: '{"build": {"level": "mandatry"}}' }, 'policies.build.level: "mandatry" is not an enforcement'],
  [{ servers, policies: '{"build": {"targt": "latest"}}' }, '"targt" is not a setting here; did you mean target?'],
  [{ servers, policies: '{"build": {"target": "lastest"}}' }, 'policies.build.target: "lastest" is not a build target'],
  [{ servers, policies: '{"folder-acls": {"target": "latest"}}' }, '"target" is not a setting here; use one of: level'],
  [
    { servers, build: 'latest', policies: '{"build": {"target": "latest"}}' },
    'exchange-compliance:build too; keep one'
  ],
  [{ servers, reports: 'report.html' }, 'reports must be a list or a map'],
  [{ servers, reports: '{"htm": "report.html"}' }, '"htm" is not a setting here; did you mean html?'],
  [{ servers, reports: '{"html": ""}' }, 'reports.html: is empty; write a value'],
  [{ servers, stage: 'after' }, '"after" is not a stage'],
  [{ servers, build: 'lastest' }, 'did you mean latest?'],
  [{ servers, build: '{"2019": "15.2"}' }, '"15.2" is not a build number'],
  [{ servers, build: '{"SE": "15.2.1748.39"}' }, 'build.SE: "15.2.1748.39" is not a build number of Exchange SE'],
  [{ servers, build: '{"2019": "0.0.0.0"}' }, '"0.0.0.0" is not a build number of Exchange 2019'],
  [{ servers, build: '{}' }, 'build: names no product with its minimum build'],
  [{ servers, build: '{"2020": "15.2.1.1"}' }, '"2020" is not a setting here'],
  [{ servers, build: '{' }, 'build must be a list or a map'],
  [{ servers, buildTable: '' }, 'buildTable: is empty; write a value'],
  [{ servers, buildTabel: 'x' }, 'did you mean buildTable?'],
  [{ servers, media: 'D:' }, 'media must be a list or a map'],
  [{ servers, media: '{}' }, 'media: names neither setup, the folder of a medium, nor update'],
  [{ servers, media: '{"iso": "D:\\\\"}' }, '"iso" is not a setting here'],
  ...mediaFaults,
  [{ servers, media: '{"update": ""}' }, 'media.update: is empty; write a value'],
  [{ servers, detail: 'ful' }, '"ful" is not an amount of detail; did you mean full?'],
  [{ servers, maxAge: '0d' }, '"0d" is not a duration'],
  [{ servers, maxAge: '1 day' }, '"1 day" is not a duration'],
  [oneWaiver({ expires: '2026-02-30' }), '"2026-02-30" is not a day'],
  [oneWaiver({ expires: '31.12.2026' }), '"31.12.2026" is not a day'],
  [oneWaiver({ reason: '' }), 'waivers[0].reason'],
  [oneWaiver({ reason: undefined }), 'waivers[0].reason: is missing'],
  [oneWaiver({ server: 'EX2' }), 'waivers[0].server names no server of this stack: EX2; use one of: EX01'],
  [
    oneWaiver({ policy: 'indicators-of-compromise' }),
    'waivers[0] names no path, and for indicators-of-compromise it must'
  ],
  [oneWaiver({ policy: 'ssl' }), 'waivers[0].policy names no policy: ssl; did you mean ssl-bindings?'],
  [{ servers, remediation: 'all' }, 'remediation must be a list or a map'],
  [{ servers, remediation: '{"order": "one-per-DAG"}' }, 'remediation.order: "one-per-DAG" is not an order'],
  [{ servers, remediation: '{"order": {"perSite": 0}}' }, '0 is not a whole number from 1 upwards'],
  [{ servers, remediation: '{"maxServers": "3"}' }, 'remediation.maxServers: "3" is not a whole number'],
  [{ servers, remediation: '{"drain": "never"}' }, 'remediation.drain: "never" is not a way to drain'],
  [{ servers, remediation: '{"inMaintenance": true}' }, 'true is not what is done in maintenance'],
  [oneServer({ inMaintenance: 'alow' }), 'did you mean allow?'],
  [{ servers, remediation: '{"queueLimit": 0}' }, 'remediation.queueLimit: 0 is not a whole number'],
  [{ servers, remediation: '{"secondLook": 61}' }, 'remediation.secondLook: 61 is not a whole number of minutes'],
  [{ servers, remediation: '{"secondLook": "5m"}' }, '"5m" is not a whole number of minutes from 0 to 60'],
  [{ servers, remediation: '{"probes": "yes"}' }, 'remediation.probes'],
  [{ servers, remediation: '{"window": "nights"}' }, 'remediation.window'],
  [
    { servers, remediation: '{"window": {"from": "22:00"}}' },
    'remediation.window.to: undefined is not a time such as "22:00"'
  ],
  [
    { servers, remediation: '{"window": {"from": 1320, "to": "04:00"}}' },
    '1320 is not a time such as "22:00", in quotes'
  ],
  [{ servers, remediation: '{"window": {"from": "22:00", "to": "22:00"}}' }, 'begins and ends at 22:00'],
  [
    { servers, remediation: '{"window": {"days": ["Sat"], "from": "22:00", "to": "04:00"}}' },
    '"Sat" is not a day of the week'
  ],
  [{ servers, remediation: '{"window": {"days": [], "from": "22:00", "to": "04:00"}}' }, 'days is empty'],
  [{ servers, remediation: '{"window": {"day": "Saturday", "from": "22:00", "to": "04:00"}}' }, 'did you mean days?'],
  [{ servers, remediation: '{"parallel": 3}' }, '"parallel" is not a setting here'],
  [{ servers, colour: 'blue' }, '"colour" is not a setting here']
]

for (const [texts, told] of refused)
  test(`refuses ${JSON.stringify(texts)}`, () => {
    const decoded = decodeSettings(texts)
    const faults = E.isLeft(decoded) ? decoded.left.join('\n') : 'none'
    assert.ok(faults.includes(told), faults)
  })

test('tells every fault at once', () => {
  const decoded = decodeSettings({
    servers: JSON.stringify([entry, entry]),
    policies: '{"a": "advisory"}',
    waivers: JSON.stringify([{ ...waiver, server: 'b', policy: 'c' }])
  })
  assert.is(E.isLeft(decoded) ? decoded.left.length : 0, 4)
})

test('reads the path of a waiver as it is written, and no path as all of them', () => {
  const pathOf = (parts: object) => {
    const decoded = decodeSettings(oneWaiver(parts))
    return E.isRight(decoded) ? decoded.right.waivers?.[0]?.path : 'refused'
  }
  assert.is(pathOf({}), null)
  assert.is(pathOf({ path: 'services["a.b"]' }), 'services["a.b"]')
  assert.is(pathOf({ path: '' }), 'refused')
})

test.run()
