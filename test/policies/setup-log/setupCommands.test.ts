import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { SetupLog } from '../../../facts/sections/setupLog'
import type { Step } from '../../../judging/policy'
import { inCmd } from '../../../judging/resolutionSteps'
import type { Evidence } from '../../../policies/setup-log/knownIssue'
import { prepare, runAgain, withoutRepetition } from '../../../policies/setup-log/setupCommands'
import { beginning, failing, logText, sectionOf } from '../../support/setupLogs'

const licence = '/IAcceptExchangeServerLicenseTerms_DiagnosticDataOFF'

const callOf = (mode: string, command: string, source = 'D:\\'): Step => {
  const lines = beginning.map((line) =>
    line
      .replace(/(started with the following command: ').*/, (_, start) => `${start}${command}'.`)
      .replace(/(mode is set to: ').*/, (_, start) => `${start}${mode}'.`)
      .replace("Name='sourcedir', Value='D:\\'", `Name='sourcedir', Value='${source}'`)
  )
  const run = sectionOf(logText([...lines, ...failing]))
  return runAgain({ run, errors: [], rules: [], text: '', seen: [] })
}

for (const [name, mode, command, call] of [
  ['an upgrade', 'BuildToBuildUpgrade', '/m:upgrade', 'D:\\setup.exe /m:upgrade'],
  ['a recovery', 'DisasterRecovery', '/m:RecoverServer', 'D:\\setup.exe /m:RecoverServer'],
  [
    'a new server',
    'Install',
    '/m:Install /r:Mailbox /TargetDir:F:\\Exch',
    'D:\\setup.exe /m:Install /r:Mailbox /TargetDir:F:\\Exch'
  ],
  [
    'a domain',
    'Install',
    '/PrepareDomain:a.example /DomainController:dc7',
    'D:\\setup.exe /PrepareDomain:a.example /DomainController:dc7'
  ],
  [
    'an organization',
    'Install',
    '/PrepareAD /OrganizationName:"Contoso Ltd" /ActiveDirectorySplitPermissions:true /sourcedir:D:\\',
    'D:\\setup.exe /PrepareAD /OrganizationName:"Contoso Ltd" /ActiveDirectorySplitPermissions:true'
  ],
  ['an invented mode', 'Install & calc.exe', '/m:upgrade', 'D:\\setup.exe /m:upgrade']
] as const)
  test(`the call of setup again keeps what it was: ${name}`, () => {
    assert.is(callOf(mode, command).command, `${call} ${licence}`)
  })

/** A log without the lines that these patterns name. */
const without = (...patterns: ReadonlyArray<RegExp>) =>
  sectionOf(logText([...beginning.filter((line) => !patterns.some((one) => one.test(line))), ...failing]))

const found = (run: SetupLog): Evidence => ({ run, errors: [], rules: [], text: '', seen: [] })

const calling = /Command Line Parameter|started with the following command/
const moding = /installation mode is set/

/** A run of which only the single switches tell how it was called. */
const listed = (...switches: ReadonlyArray<readonly [name: string, value: string]>): string | null => {
  const start = beginning.filter((line) => !calling.test(line) && !moding.test(line))
  const lines = switches.map(([name, value]) => `[0] Command Line Parameter Name='${name}', Value='${value}'.`)
  return runAgain(found(sectionOf(logText([...start, ...lines, ...failing])))).command
}

test('a call of setup is put together of the switches that setup lists one by one', () => {
  const accepted = ['iacceptexchangeserverlicenseterms_diagnosticdataon', ''] as const
  const end = '/iacceptexchangeserverlicenseterms_diagnosticdataon'
  const source = ['sourcedir', 'E:\\'] as const
  assert.is(listed(['preparead', ''], accepted, source), `E:\\setup.exe /preparead ${end}`)
  assert.is(
    listed(accepted, ['mode', 'Install'], ['roles', 'Mailbox'], source),
    `E:\\setup.exe /m:Install /roles:Mailbox ${end}`
  )
  assert.is(listed(accepted, ['mode', 'Upgrade'], source), `E:\\setup.exe /m:upgrade ${end}`)
  assert.is(listed(['mode', 'Install'], source), null)
})

test('a call of setup is never made up: where the log does not tell it, the step asks for the same one', () => {
  const cut = without(calling, moding, /Setup version|Starting Microsoft/)
  const preparing = { ...without(calling), mode: 'Install' }
  for (const run of [cut, preparing])
    assert.equal(runAgain(found(run)), {
      text:
        'In an elevated Command Prompt (cmd.exe) on EX01.contoso.example, run setup again, by the same command as before, ' +
        'which ExchangeSetup.log does not show.',
      shell: null,
      command: null
    })
  for (const mode of ['BuildToBuildUpgrade', 'Uninstall', 'DisasterRecovery'])
    assert.match(runAgain(found({ ...cut, mode })).command ?? '', /setup\.exe/)
})

test('an update by itself that a screen names is not resumed by setup', () => {
  const cut = without(calling, moding, /Setup version|Starting Microsoft/)
  for (const [text, update] of [
    ['C:\\SU>Exchange2019-KB5049233-x64-en.exe', 'KB5049233'],
    ['Sicherheitsupdate f\u00fcr Exchange Server 2019 CU13 (KB5030877) \u2013 0x80070643', 'KB5030877'],
    ['ERROR: While installing the Exchange Server Update, error 1603 occurred.', 'Exchange Server Update']
  ] as const) {
    const step = runAgain(found({ ...cut, last: [{ line: 1, text }] }))
    assert.is(step.command, null)
    assert.match(step.text, `install the update ${update} again`)
  }
  const net = runAgain(found({ ...cut, last: [{ line: 1, text: 'Install the update KB2999226 of Windows.' }] }))
  assert.match(net.text, 'run setup again, by the same command')
})

const versions: ReadonlyArray<readonly [string, string | null, string | null, string, boolean]> = [
  ['2010 SP3', null, '14.3.123.4', '.\\setup.com /PrepareAD', false],
  ['2010, of no known build', '2010', null, '.\\setup.com /PrepareAD', false],
  ['2013', '2013', null, '.\\setup.exe /PrepareAD /IAcceptExchangeServerLicenseTerms', false],
  ['2013 CU11', null, '15.0.1156.6', '.\\setup.exe /PrepareAD /IAcceptExchangeServerLicenseTerms', false],
  ['2016 CU15', null, '15.1.1913.5', '.\\setup.exe /PrepareAD /IAcceptExchangeServerLicenseTerms', false],
  ['2019 CU13', null, '15.2.1258.12', `.\\setup.exe /PrepareAD ${licence}`, false],
  ['Subscription Edition', 'Subscription Edition', null, `.\\setup.exe /PrepareAD ${licence}`, false],
  ['2019, of no known build', '2019', null, '.\\setup.exe /PrepareAD', true],
  ['nothing', null, null, '.\\setup.exe /PrepareAD', true]
]

for (const [name, product, setupVersion, command, asks] of versions)
  test(`the licence switch is that of the medium: ${name}`, () => {
    const run = { ...without(calling), command: null, sourceDirectory: null, product, setupVersion }
    const step = prepare(run, '/PrepareAD')
    assert.is(step.command, command)
    assert.is(step.text.includes('with the licence switch of its version added'), asks)
  })

test('what is no plain value or path stays outside the command', () => {
  assert.equal(callOf('Install', '/m:Install /TargetDir:F:\\a&calc', 'D:\\x & calc'), {
    text:
      'In an elevated Command Prompt (cmd.exe) on EX01.contoso.example, run setup again, ' +
      'in the folder of the medium, with <the value of the first run> for /TargetDir:',
    shell: 'cmd',
    command: `.\\setup.exe /m:Install ${licence}`
  })
})

test('a call that stands there already is not repeated, in whatever case somebody typed it', () => {
  const first = inCmd('Prepare:', 'D:\\setup.exe /PrepareAD /IAcceptExchangeServerLicenseTerms')
  const again = inCmd('Run setup again:', 'D:\\setup.exe /preparead /iacceptexchangeserverlicenseterms')
  const upgrade = inCmd('Upgrade:', 'D:\\setup.exe /m:upgrade /IAcceptExchangeServerLicenseTerms')
  assert.equal(withoutRepetition([first, upgrade, again]), [first, upgrade])
})

test.run()
