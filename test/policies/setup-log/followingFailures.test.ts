import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { stepText } from '../../../judging/resolutionSteps'
import { diagnose } from '../../../policies/setup-log/diagnose'
import { beginning, errorLines, failing, logText, sectionOf } from '../../support/setupLogs'
import { adviceOf, failed, idsOf, required } from './diagnosing'

const otherSite =
  "Setup can't use the domain controller 'DC1.contoso.example' because it belongs to Active Directory site 'Site1'. Setup must use a domain controller in the same site as this computer (Site2)."

const schemaAdmin =
  '[1] Evaluated [Setting:SchemaAdmin] [HasException:False] [Value:"True"] [ParentValue:"<NULL>"] [Thread:9] [Duration:00:00:00]'

test('what could not be read at a controller of another site follows from that', () => {
  for (const rule of ['DomainControllerIsOutOfSite', 'DcOutOfSite']) {
    const lines = [
      schemaAdmin,
      ...failed('SchemaUpdateRequired'),
      ...failed('ForestLevelNotWin2003Native'),
      ...failed('CannotAccessAD'),
      ...required(rule, otherSite)
    ]
    assert.equal(idsOf(lines), ['domain-controller-out-of-site'])
  }
})

test('a group that the account was not seen to have is told beside the site', () => {
  const lines = [...failed('SchemaUpdateRequired'), ...required('DomainControllerIsOutOfSite', otherSite)]
  assert.equal([...idsOf(lines)].sort(), ['domain-controller-out-of-site', 'missing-group-membership'])
})

test('a directory is prepared in the site of the schema master', () => {
  const run = sectionOf(logText([...beginning, ...required('DomainControllerIsOutOfSite', otherSite), ...failing]))
  const told = (command: string) =>
    diagnose({ ...run, command, mode: 'Install' })
      .flatMap(({ issue, found }) => issue.steps(found).map(stepText))
      .join('\n')
  assert.match(told('/PrepareSchema'), /in the site Site1 [^\n]*schema master[^\n]*\/PrepareSchema/)
  assert.not.match(told('/m:Install'), /schema master/)
})

test('where setup writes the site for the domain controller, the controller is asked by its name', () => {
  const mixed =
    "Setup can't use the domain controller 'HQ' because it belongs to Active Directory site ''. Setup must use a domain controller in the same site as this computer (DC2.contoso.example)."
  const run = sectionOf(logText([...beginning, ...required('DomainControllerIsOutOfSite', mixed), ...failing]))
  for (const domainController of ['DC2.contoso.example', null]) {
    const steps = diagnose({ ...run, mode: 'Install', site: 'HQ', domainController }).flatMap(({ issue, found }) =>
      issue.steps(found).map(stepText)
    )
    assert.match(steps.join('\n'), 'nltest /server:DC2.contoso.example /dsgetsite')
  }
})

test('role services of IIS that setup tells by another name are installed with the other features', () => {
  const lines = [
    ...required(
      'ManagementServiceInstalled',
      "The 'Web-Mgmt-Service' component is required. Install the component via Server Manager."
    ),
    ...required(
      'RsatClusteringInstalled',
      "The Windows component RSAT-Clustering isn't installed on this computer and needs to be installed before Exchange Setup can begin."
    ),
    ...required(
      'LonghornIIS7HttpCompressionDynamicNotInstalled',
      "The 'IIS 7 Dynamic Content Compression' component is required. Install the component via Server Manager."
    ),
    ...required(
      'LonghornIIS7BasicAuthNotInstalled',
      "The 'IIS 7 Basic Authentication' component is required. Install the component via Server Manager."
    ),
    ...required(
      'LonghornIIS7NetExt',
      "The 'IIS 7 .NET Extensibility' component is required. Install the component via Server Manager."
    ),
    ...required(
      'LonghornHttpErrors',
      "The 'HTTP Errors' component is required. Install the component via Server Manager."
    )
  ]
  assert.match(
    adviceOf(lines),
    "Install-WindowsFeature -Name 'Web-Mgmt-Service','RSAT-Clustering','Web-Dyn-Compression','Web-Basic-Auth','Web-Http-Errors'"
  )
  assert.match(adviceOf(lines), 'what the rules ask for (LonghornIIS7NetExt)')
})

test('missing features are installed by one command, and setup that just failed to do so is not repeated', () => {
  const lines = ['RSAT-Clustering', 'Web-Server'].flatMap((name) =>
    required(
      `${name.replace('-', '')}Installed`,
      `The Windows component ${name} isn't installed on this computer and needs to be installed before Exchange Setup can begin.`
    )
  )
  assert.equal(idsOf(lines), ['windows-feature-missing'])
  assert.match(adviceOf(lines), /Install-WindowsFeature -Name 'RSAT-Clustering','Web-Server'/)
  const run = sectionOf(logText([...beginning, ...failed('WebServerInstalled'), ...failing]))
  const told = (command: string) =>
    diagnose({ ...run, command, mode: 'Install' })
      .flatMap(({ issue, found }) => issue.steps(found).slice(0, 1).map(stepText))
      .join('\n')
  assert.match(told('/m:Install /r:Mailbox'), /InstallWindowsComponents/)
  assert.not.match(told('/m:Install /r:Mailbox /InstallWindowsComponents'), /setup\.exe/)
})

test('an error that misses what an earlier one of its script kept from being there follows from it', () => {
  const moved =
    'Contoso.RecipientTaskException: Enable-Mailbox on this mail user is disallowed because the mailbox has been migrated.'
  const missing =
    "System.Management.Automation.ParameterBindingValidationException: Cannot bind argument to parameter 'Identity' because it is null."
  const script = 'Enable-Mailbox -Arbitration -Identity $mailboxUsers[0]'
  const pair = (other: string) => [...errorLines(moved, script, 'C___1'), ...errorLines(missing, other, 'C___1')]
  assert.equal(idsOf(pair(script)), ['system-mailbox-migrated'])
  assert.equal([...idsOf(pair(`${script}; more`))].sort(), ['system-mailbox-migrated', 'system-mailbox-user-missing'])
})

test.run()
