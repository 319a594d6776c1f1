import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { codesOf, exceptionsOf, messageOf, objectsOf } from '../../setup-log/errorText'
import { depthOf, textStart, timeOf } from '../../setup-log/header'
import { beginning, errorLines, failing, logText, sectionOf } from '../support/setupLogs'

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

test('a chain whose dashes a web page joined is one, too', () => {
  for (const arrow of ['\u2014>', '\u2014->', '-\u2013>', '\u2013->'])
    assert.equal(
      exceptionsOf(`A.OuterException: one ${arrow} C.D.InnerException: two`).map(({ type }) => type),
      ['A.OuterException', 'C.D.InnerException'],
      arrow
    )
})

test('a type with the number of Windows behind it is one', () => {
  const text =
    'System.ComponentModel.Win32Exception (0x80004005): The system cannot find the file specified\n   at A.B()'
  assert.equal(exceptionsOf(text), [
    { type: 'System.ComponentModel.Win32Exception', message: 'The system cannot find the file specified' }
  ])
  assert.is(messageOf(text), 'The system cannot find the file specified')
})

test('codes of each kind', () => {
  assert.equal(
    codesOf('x. Error code is 1603. The error code is: 8245. 0x80070005 000020BB: SvcErr: DSID-1').map(
      ({ value }) => value
    ),
    ['1603', '8245', '000020BB', '0x80070005']
  )
})

test('an exit code is of the program that was started last', () => {
  const errorOf = (start: string, message: string, script: string) =>
    sectionOf(
      logText([...beginning, start, ...errorLines(`A.TaskException: ${message}`, script, 'Some___1'), ...failing])
    ).errors[0]
  const regsvr = errorOf(
    '[2] x',
    'Process execution failed with exit code 3.',
    'start-SetupProcess -Name:"regsvr32.exe"'
  )
  assert.is(regsvr?.program, 'regsvr32.exe')
  assert.equal(regsvr?.codes, [{ kind: 'exit', value: '3' }])
  const reset = errorOf(
    '[2] x',
    'Process execution failed with exit code 1062.',
    'Start-SetupProcess -Name iisreset.exe'
  )
  assert.equal(reset?.codes, [{ kind: 'win32', value: '1062' }])
  const plain = errorOf('[2] x', 'Some other trouble 5.', 'start-Some a.exe')
  assert.equal([plain?.program, plain?.codes], [null, []])
})

test('a native error keeps its code, and what .NET says of its search is left out', () => {
  assert.equal(codesOf('No.\nError code 0XC0070005 (5): Access is denied.'), [
    { kind: 'win32', value: '5' },
    { kind: 'hresult', value: '0xC0070005' }
  ])
  assert.is(messageOf('A.BException: gone\n\nWRN: Assembly binding logging is turned OFF.\n'), 'gone')
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

test('an apostrophe within a word is no quotation mark', () => {
  const text = "The operation couldn't be performed because object 'EX01' couldn't be found on 'dc1.contoso.com'."
  assert.equal(objectsOf(text), ['EX01', 'dc1.contoso.com'])
})

test('a task that removes a role tells the mode of a log without its beginning', () => {
  for (const word of ['Beginning', 'Ending'])
    assert.is(sectionOf(logText([`[1] ${word} processing Uninstall-MailboxRole`, ...failing])).mode, 'Uninstall')
  assert.is(sectionOf(logText(['[1] Ending processing uninstall-MsiPackage', ...failing])).mode, null)
  assert.is(
    sectionOf(logText([...beginning, '[1] Ending processing Uninstall-MailboxRole'])).mode,
    'BuildToBuildUpgrade'
  )
})

test('a warning is kept with all its words', () => {
  const said = 'An error ocurred while setting shared config DC. Error: none is suitable.'
  assert.equal(
    sectionOf(logText([...beginning, `[2] ${said}`])).warnings.map(({ text }) => text),
    [said]
  )
})

test('of several programs in a script none is called the one that failed', () => {
  const programs = (script: string) =>
    sectionOf(
      logText([
        ...beginning,
        ...errorLines('X.TaskException: Process execution failed with exit code 1.', script, 'C___1'),
        ...failing
      ])
    ).errors.map(({ program }) => program)
  assert.equal(programs('$reg = "reg.exe"; $sc = "sc.exe"; Start-SetupProcess -Name:"$sc"'), [null])
  assert.equal(programs('$sc = "sc.exe"; Start-SetupProcess -Name:"sc"'), ['sc.exe'])
})

test.run()
