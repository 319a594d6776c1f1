import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Step } from '../../judging/remediation'
import { remediationScript } from '../../remediation/script'
import { beginning, body, ending } from '../../remediation/scriptFrame'
import { goldens, identity } from '../policies/goldens'
import * as server from '../policies/remediated'
import { hostileText } from '../support/hostile'
import { commandsIn, parsePowerShell, syntaxErrors, textsOf } from '../support/powershell'
import { scanPowerShell } from '../support/powershellText'
import { frontEndCertificate, type RecordedSections } from '../support/server'

const test = suite('policies: script')

const folder = join(__dirname, '../fixtures/remediation')
const { remediating, service, withServices } = server

const assertRecorded = (name: string, text: string): void => {
  const file = join(folder, `${name}.ps1`)
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, text)
  assert.ok(existsSync(file), `${file} is missing`)
  assert.fixture(text, readFileSync(file, 'utf8'))
}

/** What differs between scripts: all but the frame around it. */
const withoutFrame = (script: string): string =>
  [`${beginning}\n`, body, ending].reduce((text, part) => {
    const [before, after, ...more] = text.split(part)
    if (before === undefined || after === undefined || more.length > 0)
      throw new Error('the frame does not stand there once')
    return before + after
  }, script)

test('the frame of all scripts is the recorded one (run: npm run golden)', async () => {
  const script = remediationScript('EX01', 0, [])
  assertRecorded('frame', script)
  assert.equal(syntaxErrors(await parsePowerShell(script)), [])
})

for (const [name, facts, standard] of goldens)
  test(`what the script of ${name} has in the frame is as recorded (run: npm run golden)`, async () => {
    const script = server.scriptOf(server.planFor(facts, standard))
    assertRecorded(name, withoutFrame(script))
    assert.ok(scanPowerShell(script).values.length > 0)
    assert.equal(syntaxErrors(await parsePowerShell(script)), [])
  })

test('every recorded script belongs to a test', () => {
  assert.equal(
    readdirSync(folder).sort(),
    ['frame', ...goldens.map(([name]) => name)].map((name) => `${name}.ps1`).sort()
  )
})

const scripts = goldens.map(([, facts, standard]) => server.scriptOf(server.planFor(facts, standard)))

test('a script asks for nothing that a damaged or another-language server lacks', () => {
  for (const script of scripts) {
    const { code } = scanPowerShell(script)
    assert.not.match(code, /Wmi|Cim|Import-Module|PSSnapin|Invoke-Expression|Read-Host|Invoke-Command/i)
    assert.not.match(code, /\?\?|&&|\|\||-Parallel|::new\(/)
    assert.not.match(code, /\.DisplayName|-match|-like/)
    assert.match(script, /^\$ErrorActionPreference = 'Stop'$/m)
    assert.match(script, /\n\nexit \$exitCode\n$/)
  }
})

test('standard input would not cut a block: no empty line stands within one', () => {
  for (const script of scripts)
    for (const part of script.split('\n\n')) {
      const { code } = scanPowerShell(part)
      const braces = code.replace(/"(?:[^"`]|`.)*"/g, '')
      assert.is(braces.split('{').length, braces.split('}').length, part.slice(0, 60))
    }
})

test('every step tests before it sets and keeps what it overwrites', () => {
  for (const script of scripts) {
    const calls = script.match(/^ {4}Invoke-Step /gm) ?? []
    assert.is((script.match(/^ {4}Invoke-Step .+\{$/gm) ?? []).length, calls.length)
    assert.is((script.match(/^ {4}\} (?:\$null )?\{/gm) ?? []).length >= calls.length, true)
    assert.is((script.match(/^ {4}.*{ Restart-Iis \d+ \d+ }$/gm) ?? []).length <= 1, true)
  }
})

test('every function that is called is there, once', async () => {
  for (const script of scripts) {
    const root = await parsePowerShell(script)
    const defined = textsOf(root, 'function_name')
    assert.equal(defined, [...new Set(defined)])
    const own = /^(?:Test|Save|Set|Start)-(?!Service|Content|StrictMode|Sleep)/
    for (const name of commandsIn(root)) if (own.test(name)) assert.ok(defined.includes(name), name)
  }
})

/** What runs before Winmgmt does: the guard, the journal and the step that starts it. PowerShell's core is no module. */
test('until Winmgmt runs, a script needs no module, which a policy could keep from loading', async () => {
  const core = ['ForEach-Object', 'Out-Null', 'Set-StrictMode', 'Where-Object']
  const root = await parsePowerShell(`${beginning}\n${body}\n${ending}`)
  const defined = textsOf(root, 'function_name')
  const foreign = commandsIn(root).filter((name) => /^[A-Za-z]/.test(name) && !defined.includes(name))
  // The last value of a step's test is asked for by the steps alone, which come after it.
  assert.equal(
    [...new Set(foreign)].filter((name) => ![...core, 'Select-Object'].includes(name)),
    []
  )
})

test('nothing is touched before the guard has looked', () => {
  for (const script of scripts) {
    const at = script.indexOf('$refusal = Get-Refusal')
    assert.ok(at > 0 && at < script.indexOf('$lock = Open-Folder'))
    assert.ok(at < script.indexOf('\n    Invoke-Step '))
  }
})

const step = (title: string): Step => ({
  kind: 'start',
  rank: 0,
  title,
  test: '$true',
  backUp: null,
  set: '$null',
  functions: [],
  interrupts: null,
  starts: null,
  enables: null,
  seconds: null,
  needsRestart: false
})

test('names of servers, steps and policies come through as data', () => {
  const plain = scanPowerShell(remediationScript('EX01', 0, [{ ...step('Start'), policies: ['a'] }])).code
  fc.assert(
    fc.property(hostileText, hostileText, hostileText, (computer, title, policy) => {
      const { code, values } = scanPowerShell(remediationScript(computer, 0, [{ ...step(title), policies: [policy] }]))
      assert.is(code, plain)
      for (const value of [computer, title, policy]) assert.ok(values.includes(value))
    }),
    { numRuns: 300 }
  )
})

/** What stands between the values of a script, the form of each step and function once. */
const shapeOf = (sections: RecordedSections): ReadonlyArray<string> => {
  const script = server.scriptOf(server.planFor(sections, remediating({}, {})))
  return script === '' ? [] : [...new Set(scanPowerShell(script).code.split(/^ {4}Invoke-Step|^function /m))]
}

const acls = (paths: ReadonlyArray<string>) =>
  paths.map((path) => ({ path, sddl: 'D:PAI(A;;FA;;;SY)(A;;FA;;;BA)(A;;FR;;;AU)', inherits: false }))

/** A server on which everything that the facts can name is as hostile as can be. */
const hostileServer = (name: string, folderName: string, host: string): RecordedSections => {
  const root = `C:\\${folderName}\\`
  return {
    ...withServices(service(name, 'Disabled', 'Stopped'), service('MSExchangeIS', 'Automatic', 'Stopped')),
    identity: identity(root),
    sharedWebConfig: { clientAccess: 'absent', httpProxy: 'malformed' },
    acls: acls(['owa\\auth', 'ecp\\auth', folderName].map((part) => `${root}FrontEnd\\HttpProxy\\${part}`)),
    bindings: [
      { site: 'Default Web Site', protocol: 'https', address: '', port: 443, host: '', thumbprint: null },
      { site: 'Default Web Site', protocol: 'https', address: host, port: 443, host, thumbprint: 'C'.repeat(40) },
      { site: name, protocol: 'https', address: '*', port: 444, host: '', thumbprint: null }
    ],
    certificates: [server.certificate(frontEndCertificate, `CN=${host}`), server.backStored]
  }
}

/** What is left of a text where facts are refused that hold what Windows or IIS allow in no path or host name. */
const inPath = (text: string): string => text.replace(/["<>|?*\u0000-\u001f]/g, '')
const inHost = (text: string): string => text.replace(/[\s"<>|&\u0000-\u001f]/g, '')

test('services, folders, sites, hosts and subjects that a server reports never become code', () => {
  // Short code stands on one line, and long code in a block of its own.
  const known = new Set(
    ['f', 'Exchange Server'.repeat(3)].flatMap((name) => shapeOf(hostileServer('Some', name, 'mail')))
  )
  const planned = { count: 0 }
  fc.assert(
    fc.property(hostileText, hostileText, hostileText, (name, folderName, host) => {
      const shape = shapeOf(hostileServer(`x${name}`, `f${inPath(folderName)}`, inHost(host)))
      planned.count += shape.length > 0 ? 1 : 0
      for (const part of shape) assert.ok(known.has(part), part)
    }),
    { numRuns: 300 }
  )
  assert.ok(planned.count > 200, `only ${planned.count} plans`)
})

test.run()
