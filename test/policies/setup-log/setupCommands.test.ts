import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Step } from '../../../judging/policy'
import { inCmd } from '../../../judging/resolutionSteps'
import { runAgain, withoutRepetition } from '../../../policies/setup-log/setupCommands'
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

test('a run of which the log tells neither mode nor switches is not guessed', () => {
  const run = sectionOf(logText(failing))
  const { text, command } = runAgain({ run, errors: [], rules: [], text: '', seen: [] })
  assert.is(command, null)
  assert.match(text, /with the switches that it was run with before\.$/)
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
