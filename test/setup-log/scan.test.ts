import * as fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { setupLog } from '../../facts/sections/setupLog'
import { codesOf, exceptionsOf, messageOf, objectsOf } from '../../setup-log/errorText'
import { depthOf, textStart, timeOf } from '../../setup-log/header'
import { scanMsiLine, startMsiScan } from '../../setup-log/msiScan'
import { withoutSecrets } from '../../setup-log/secrets'
import { type ServiceRuns, scanServiceLine } from '../../setup-log/serviceControl'
import { beginning, errorLines, failing, goodLog, logText, sectionOf, succeeding } from '../support/setupLogs'

test('the prefix of a line, whatever the culture writes', () => {
  for (const prefix of [
    '[03/11/2021 15:43:05.0713] [0]',
    '[03.11.2021 15:43:05.0713] [0]',
    '[03-11-2021 15.43.05.0713] [12]',
    '[03. 11. 2021 15:43:05.0713] [0]'
  ]) {
    assert.is(timeOf(`${prefix} text`), '2021-03-11T15:43:05Z', prefix)
    assert.is(`${prefix} text`.slice(textStart(`${prefix} text`)), 'text', prefix)
  }
  assert.is(depthOf('[03/11/2021 15:43:05.0713] [12] x'), 12)
  for (const line of ['', '[', '[ERROR] x', '   at A.B()', '[1234', '[03/11/2021 15:43:05.0713] text'])
    assert.is(textStart(line), -1, line)
})

test('an impossible time is unknown, and costs nothing else', () => {
  assert.is(timeOf('[13/41/2021 15:43:05.0713] [0] x'), null)
})

test('the chain of exceptions, without the stack', () => {
  const text =
    'A.OuterException: one\n   at A.B(String c)\n ---> C.D.Inner`1: two\nlines\n   --- End of inner exception stack trace ---'
  assert.equal(exceptionsOf(text), [
    { type: 'A.OuterException', message: 'one' },
    { type: 'C.D.Inner`1', message: 'two\nlines' }
  ])
  assert.is(messageOf(text), 'one')
})

test('codes of each kind', () => {
  assert.equal(
    codesOf('x. Error code is 1603. The error code is: 8245. 0x80070005 000020BB: SvcErr: DSID-1').map(
      ({ value }) => value
    ),
    ['1603', '8245', '000020BB', '0x80070005']
  )
})

test('a good log completes; the errors of a step that is not critical are forgiven', () => {
  const log = sectionOf(goodLog)
  assert.is(log.state, 'completed')
  assert.equal(log.errors, [])
  assert.is(log.machine, 'EX01.contoso.example')
  assert.is(log.ended?.slice(0, 13), '2026-11-03T08')
})

test('a run in the wizard says by its result alone that it succeeded', () => {
  const end = (result: number) => [`[0] CurrentResult setupbase.maincore:396: ${result}`, '[0] End of Setup']
  const passing = '[2] [ERROR] A passing trouble'
  assert.is(sectionOf(logText([...beginning, passing, ...end(0)])).state, 'completed')
  assert.is(sectionOf(logText([...beginning, passing, ...end(1)])).state, 'failed')
  assert.is(sectionOf(logText([...beginning, passing])).state, 'failed')
  assert.is(sectionOf(logText([...beginning, '[1] [REQUIRED] x', ...end(0)])).state, 'failed')
})

test('of several runs the last one counts', () => {
  const bad = logText([...beginning, ...errorLines('A.BException: c', 'd', 'e'), ...failing])
  assert.is(sectionOf(`${bad}\r\n${goodLog}`).state, 'completed')
  const log = sectionOf(`${goodLog}\r\n${bad}`)
  assert.equal([log.state, log.runs, log.errors.length], ['failed', 2, 1])
})

const of = (mode: string, command: string): ReadonlyArray<string> =>
  beginning.map((line) =>
    line.includes('installation mode')
      ? `[0] The installation mode is set to: '${mode}'.`
      : line.includes('RuntimeAssembly')
        ? `[0] RuntimeAssembly was started with the following command: '${command}'.`
        : line
  )

test('only a good run that needs what failed before clears it', () => {
  const bad = errorLines('A.BException: c', 'd', 'e')
  const upgrade = logText([...beginning, ...bad, ...failing])
  const schema = of('Install', '/PrepareSchema /sourcedir:D:\\')
  const preparing = logText([...schema, ...bad, ...failing])
  const rows: ReadonlyArray<readonly [string, ReadonlyArray<string>, string]> = [
    ['an upgrade, then its directory', [upgrade, logText([...schema, ...succeeding])], 'failed'],
    ['the directory twice', [preparing, logText([...of('Install', '/PrepareAD'), ...succeeding])], 'completed'],
    ['the directory, then an upgrade', [preparing, goodLog], 'completed'],
    ['all, the upgrade last', [upgrade, preparing, logText([...schema, ...succeeding]), goodLog], 'completed'],
    ['a cut upgrade, then the directory', [logText(beginning), logText([...schema, ...succeeding])], 'broken-off'],
    [
      'an upgrade, then a language pack',
      [upgrade, logText([...of('Install', '/AddUmLanguagePack:de-DE'), ...succeeding])],
      'failed'
    ]
  ]
  for (const [name, texts, state] of rows) assert.is(sectionOf(texts.join('\r\n')).state, state, name)
})

test('a run ends as its own words and results say, the first failure stands', () => {
  const component = '[1] [ERROR-REFERENCE] Id=C___1 Component=x'
  const end = (result: string) => [`[0] CurrentResult setupbase.maincore:396: ${result}`, '[0] End of Setup']
  const rows: ReadonlyArray<readonly [ReadonlyArray<string>, string]> = [
    [['[2] [ERROR] a', component, ...end('0')], 'failed'],
    [['[0] The Exchange Server setup operation completed with errors.', ...end('0')], 'failed'],
    [[...failing, ...succeeding], 'failed'],
    [end('-2146233088'), 'failed'],
    [['[2] [ERROR] a', '[0] Starting Microsoft Exchange Transport service.', '[0] End of Setup'], 'failed']
  ]
  for (const [lines, state] of rows) assert.is(sectionOf(logText([...beginning, ...lines])).state, state, lines[0])
})

test('passwords are left out, whatever names them', () => {
  const text =
    "-Password:'S3c''ret' /DomainAdminPassword:S3cret -password S3cret Password = \"S3cret\" -Credential:'A\\b:S3cret' ConvertTo-SecureString -String 'S3cret' -AsPlainText"
  assert.not.match(withoutSecrets(text), /S3c/)
  assert.is(withoutSecrets('the password has expired'), 'the password has expired')
})

test('the runs of ServiceControl.log are bounded', () => {
  const lines = Array.from({ length: 20_000 }, (_, index) => `[09:00:01] Stopping service 'svc${index}'.`)
  const none: ServiceRuns = []
  const [run] = ['[09:00:00] ServiceControl.ps1: x', ...lines].reduce(
    (runs, line, index) => scanServiceLine(runs, line, index + 1),
    none
  )
  assert.is(run?.stopped.length, 201)
  assert.is(run?.stopped[200], 'others beyond these')
})

test('repeated errors are one, with their script, component and count', () => {
  const [error, ...others] = sectionOf(
    logText([...beginning, ...errorLines('A.BException: c', 'Set-D -E f', 'Id___1'), ...failing])
  ).errors
  assert.equal(others, [])
  assert.equal(
    [error?.message, error?.count, error?.script, error?.component?.id, error?.task],
    ['c', 3, 'Set-D -E f', 'Id___1', 'some-task']
  )
})

test('rules that failed are prerequisites only where setup lists them or ends', () => {
  const failed = '[1] Failed [Rule:RebootPending] [Message:Restart.]'
  assert.is(sectionOf(logText([...beginning, failed])).state, 'broken-off')
  assert.is(sectionOf(logText([...beginning, failed, ...failing])).prerequisites[0]?.rule, 'RebootPending')
})

test('what is kept is bounded, and what is left out is counted', () => {
  const many = Array.from({ length: 500 }, (_, index) => `[2] [ERROR] Error number ${index} of many`)
  const log = sectionOf(logText([...beginning, ...many, ...failing]))
  assert.ok(log.errors.length <= 60)
  assert.is(log.omitted, 440)
  assert.is(log.errors[0]?.message, 'Error number 0 of many')
  assert.is(log.errors[log.errors.length - 1]?.message, 'Error number 499 of many')
})

const pieces = [
  ...beginning,
  ...succeeding,
  ...failing,
  '[2] [ERROR] ',
  '[2] [ERROR] The following error was generated when "$error.Clear(); ',
  '~" was run: "X.Y: z ---> A.B: c".',
  '[2] [ERROR-REFERENCE] Id= Component=',
  '[1] [REQUIRED] x',
  '[1] Failed [Rule:A] [Message:',
  '[1] Evaluated [Setting:SiteName] [Value:"',
  '~   at A.B()',
  "[1] Processing component '",
  '[1] The previous errors were generated by a non-critical task and will be ignored.'
]

test('any mixture of lines gives a section that its codec accepts', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 60 })), { maxLength: 60 }),
      (lines) => {
        assert.is(setupLog.decode(JSON.parse(JSON.stringify(sectionOf(logText(lines)))))._tag, 'Right')
      }
    )
  )
})

const hostile: ReadonlyArray<string> = [
  '[ERROR] ',
  "'",
  '"',
  'CN=a,',
  'DC=a,',
  'CN=a,DC=',
  'C:\\a',
  'a.b',
  'Error code is ',
  ' ---> ',
  '0x8',
  '-',
  '8466eaed-',
  'A.B: ',
  '1',
  '   at ',
  'Aktion beendet um 1:11:11: a. ',
  '[11:11:11] ',
  'password',
  "-password '",
  'ConvertTo-SecureString -String '
]

test('no text takes more than linear time', () => {
  for (const part of hostile) {
    const line = part.repeat(Math.ceil(1_000_000 / part.length))
    const text = line.slice(0, 16_000)
    const begun = performance.now()
    for (const read of [codesOf, exceptionsOf, objectsOf, messageOf, withoutSecrets]) read(text)
    sectionOf(logText([...beginning, `[2] [ERROR] ${line}`, `~${line}`, `[1] ${line}`]))
    scanMsiLine(startMsiScan, `${text}3.`, 1, () => [])
    scanServiceLine([], text, 1)
    assert.ok(performance.now() - begun < 2_000, `${part}: ${performance.now() - begun} ms`)
  }
})

test.run()
