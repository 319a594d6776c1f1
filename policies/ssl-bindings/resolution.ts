import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import type { Binding } from '../../facts/sections/bindings'
import type { Certificate } from '../../facts/sections/certificates'
import type { HttpSysRecord } from '../../facts/sections/httpSys'
import type { Resolution, Step } from '../../judging/policy'
import type { Proposal } from '../../judging/remediation'
import { inCmd, inPowerShell, say, thenLook } from '../../judging/resolutionSteps'
import { sameName } from '../../kernel/compare'
import { powershell } from '../../kernel/powershell'
import { articleSection } from '../article'
import { type Endpoint, forAll, formsOf, isForAll, type Listener, showRecord } from '../iis/endpoints'
import { restartIis } from '../iis/restart'
import { candidates } from './candidates'
import { choosing } from './choosing'
import { httpsOf } from './formerCertificates'
import { asksByNoHost } from './records'
import { loadModule, orRemove, removeLeftOver } from './removeBinding'
import { tlsBridging } from './tlsBridging'

export const link = articleSection('blank-page-in-eac-or-owa')

const findComplaints =
  'Get-WinEvent -MaxEvents 20 -FilterHashtable ' +
  "@{ LogName = 'System'; ProviderName = 'Microsoft-Windows-HttpEvent'; Id = 15021, 15300 }"

const closingSteps: ReadonlyArray<Step> = [
  ...restartIis,
  thenLook(
    inPowerShell('See in an elevated PowerShell whether http.sys still complains (event 15021):', findComplaints)
  ),
  thenLook(
    say(
      'If a certificate is lost again and again (event 15300), look in ' +
        '%windir%\\System32\\inetsrv\\config\\applicationHost.config for customMetadata with the property 5506 or 5511. ' +
        'It deletes the record each time.'
    )
  )
]

/** The certificate that a remediation would assign, since the facts leave no choice; null where a person must choose one. */
const proposed = (facts: Facts, endpoint: Endpoint, proposal: Proposal): Certificate | null =>
  E.isLeft(proposal)
    ? null
    : (candidates(facts, endpoint).find(({ thumbprint }) =>
        proposal.right.steps.some(({ set }) => set.includes(thumbprint))
      ) ?? null)

const look = (text: string): Step =>
  inPowerShell(
    `${text} List the bindings in an elevated PowerShell:`,
    loadModule,
    'Get-WebBinding -Protocol https | Format-Table ItemXPath, bindingInformation, certificateHash'
  )

/** What a person has yet to choose stands in no command: it asks for it. */
const assignStep = (
  { site, port }: Endpoint,
  listener: Listener,
  certificate: Certificate | null,
  store: string | null
): Step => {
  const thumbprint = certificate === null ? "(Read-Host 'Thumbprint')" : powershell`${certificate.thumbprint}`
  const from = store === null ? "(Read-Host 'Store: My or WebHosting')" : powershell`${store}`
  const command = [
    powershell`Get-WebBinding -Name ${site} -Protocol https`,
    powershell`Where-Object { ${formsOf(listener, port)} -contains $_.bindingInformation }`,
    `ForEach-Object { $_.AddSslCertificate(${thumbprint}, ${from}) }`
  ].join(' | ')
  const asks = certificate === null ? ', which asks for the thumbprint that you chose' : ''
  return inPowerShell(`Assign it in an elevated PowerShell${asks}:`, loadModule, command)
}

/** A binding that asks for its certificate by a host name, and has none, takes no certificate. */
const clearFlag = (facts: Facts, { site, port }: Endpoint, listener: Listener): ReadonlyArray<Step> =>
  isForAll(listener)
    ? httpsOf(facts)
        .filter((one) => sameName(one.site, site) && one.port === port && asksByNoHost(one))
        .slice(0, 1)
        .map(({ address }) =>
          inCmd(
            'The binding asks for a certificate by host name (SNI), and has no host name. Clear that flag in an elevated Command Prompt (cmd.exe):',
            `%windir%\\System32\\inetsrv\\appcmd.exe set site /site.name:"${site}" /bindings.[protocol='https',bindingInformation='${address}:${port}:'].sslFlags:"0"`
          )
        )
    : []

/** The steps by which a certificate is found and assigned. */
const certificateSteps = (
  facts: Facts,
  endpoint: Endpoint,
  listener: Listener,
  proposal: Proposal
): ReadonlyArray<Step> => {
  const certificate = proposed(facts, endpoint, proposal)
  const bridging = tlsBridging(facts, endpoint, listener)
  const { steps, store } = choosing(facts, endpoint, listener, certificate)
  return [
    ...steps,
    ...(bridging === null ? [] : [say(bridging)]),
    ...clearFlag(facts, endpoint, listener),
    assignStep(endpoint, listener, certificate, store)
  ]
}

/** What comes first where a certificate lacks nothing but its private key: the key may be here still. */
export const bringKeyBack = (thumbprint: string, resolution: Resolution): Resolution => ({
  ...resolution,
  steps: [
    inCmd(
      'See whether Windows finds the private key again, in an elevated Command Prompt (cmd.exe):',
      `certutil.exe -repairstore My ${thumbprint}`
    ),
    say(
      `If it does not, import ${thumbprint} again, from a .pfx file with its key: a .cer file has none. Only if there is no such file, go on.`
    ),
    ...resolution.steps
  ]
})

const addStep = ({ site, port }: Endpoint): Step => {
  const command = powershell`New-WebBinding -Name ${site} -Protocol https -IPAddress ${'*'} -Port ${String(port)}`
  return inPowerShell('Add the binding in an elevated PowerShell:', loadModule, command)
}

/** What to do where the site lacks its binding on all addresses. */
export const addBinding = (
  facts: Facts,
  endpoint: Endpoint,
  leftOver: ReadonlyArray<Binding>,
  proposal: Proposal
): Resolution => ({
  summary:
    `Expected the site "${endpoint.site}" to answer https on *:${endpoint.port}; ` +
    'add the binding and assign a valid certificate to it.',
  steps: [
    look(
      `Look for port ${endpoint.port}, all addresses, no host name (in IIS Manager: Sites, ${endpoint.site}, Bindings). ` +
        'If another site has that port, remove the binding there.'
    ),
    addStep(endpoint),
    ...certificateSteps(facts, endpoint, forAll, proposal),
    ...leftOver.flatMap(removeLeftOver),
    ...closingSteps
  ],
  link
})

/** What to do where a binding of the endpoint's site and port has no valid certificate. */
export const assignCertificate = (
  facts: Facts,
  endpoint: Endpoint,
  listener: Listener,
  proposal: Proposal
): Resolution => ({
  summary: `Expected a valid certificate on port ${endpoint.port} of the site "${endpoint.site}"; assign one.`,
  steps: [
    look(`Look at the certificate of port ${endpoint.port} (in IIS Manager: Sites, ${endpoint.site}, Bindings).`),
    ...orRemove(facts, endpoint, listener),
    ...certificateSteps(facts, endpoint, listener, proposal),
    ...closingSteps
  ],
  link
})

const recordArgument = (record: HttpSysRecord): string =>
  `${record.host === null || record.host === '' ? 'ipport' : 'hostnameport'}=${showRecord(record)}`

/** What to do where the http.sys record of a more special endpoint is stale, and no binding of IIS holds it. */
export const removeRecord = (record: HttpSysRecord): Resolution => ({
  summary:
    `Expected a valid certificate in http.sys' record for ${showRecord(record)}; ` +
    'remove the record, so that the one for all addresses serves that endpoint too.',
  steps: [
    inPowerShell(
      'Show the record in an elevated PowerShell, and save the output:',
      powershell`netsh http show sslcert ${recordArgument(record)}`
    ),
    inPowerShell(
      'Find out from its application ID whether another program needs it. If one does, renew the certificate there. If none does, remove the record:',
      powershell`netsh http delete sslcert ${recordArgument(record)}`
    ),
    ...closingSteps
  ],
  link
})
