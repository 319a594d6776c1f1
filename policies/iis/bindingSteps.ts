import type { Facts } from '../../facts/facts'
import type { HttpSysRecord } from '../../facts/sections/httpSys'
import { articleSection } from '../article'
import type { Resolution } from '../policy'
import { powershell } from '../powershell'
import { automationStep, type Proposal } from '../remediation'
import { candidates } from './certificateFaults'
import { type Endpoint, forAll, formsOf, type Listener, showRecord } from './endpoints'
import { restartIis } from './restart'

export const link = articleSection('blank-page-in-eac-or-owa')

const findComplaints =
  'Get-WinEvent -MaxEvents 20 -FilterHashtable ' +
  "@{ LogName = 'System'; ProviderName = 'Microsoft-Windows-HttpEvent'; Id = 15021, 15300 }"

const closingSteps = (proposal: Proposal): ReadonlyArray<string> => [
  ...restartIis,
  `See in an elevated PowerShell whether http.sys still complains (event 15021): ${findComplaints}`,
  'If a binding is lost again and again (event 15300), look for customMetadata with property 5506 or 5511 in ' +
    '%windir%\\System32\\inetsrv\\config\\applicationHost.config: it wipes the binding each time.',
  automationStep(proposal)
]

const wanted = {
  443:
    'one that clients trust and that Exchange uses for IIS ' +
    '(Get-ExchangeCertificate in the Exchange Management Shell shows IIS under Services)',
  444: "the server's self-signed one, whose friendly name is Microsoft Exchange"
} as const

const noCandidate =
  'Renew a certificate, or create one with New-ExchangeCertificate in the Exchange Management Shell: none in ' +
  'Cert:\\LocalMachine\\My is known to be valid now with its private key.'

/** Nobody chooses from more. */
const mostNamed = 20

const chooseStep = (facts: Facts, { port }: Endpoint): string => {
  const found = candidates(facts, port === 444)
  const named = found.slice(0, mostNamed).map(({ thumbprint, subject }) => `${thumbprint} ("${subject}")`)
  const more = found.length > mostNamed ? `, and ${found.length - mostNamed} more` : ''
  return found.length === 0
    ? noCandidate
    : `Choose ${wanted[port]}. Valid now with a private key: ${named.join(', ')}${more}.`
}

const loadModule = 'Import-Module WebAdministration'

const assignStep = (facts: Facts, { site, port }: Endpoint, listener: Listener): string => {
  const [first] = candidates(facts, port === 444)
  const thumbprint = first === undefined ? "(Read-Host 'Thumbprint')" : powershell`${first.thumbprint}`
  const command = [
    powershell`Get-WebBinding -Name ${site} -Protocol https`,
    powershell`Where-Object { ${formsOf(listener, port)} -contains $_.bindingInformation }`,
    `ForEach-Object { $_.AddSslCertificate(${thumbprint}, 'My') }`
  ].join(' | ')
  return `Assign it in an elevated PowerShell, with the thumbprint that you chose: ${loadModule}; ${command}`
}

const addStep = ({ site, port }: Endpoint): string => {
  const command = powershell`New-WebBinding -Name ${site} -Protocol https -IPAddress ${'*'} -Port ${String(port)}`
  return `Add the binding in an elevated PowerShell: ${loadModule}; ${command}`
}

/** What to do where the site lacks its binding on all addresses. */
export const addBinding = (facts: Facts, endpoint: Endpoint, proposal: Proposal): Resolution => ({
  summary:
    `Expected the site "${endpoint.site}" to answer https on *:${endpoint.port}; ` +
    'add the binding and assign a valid certificate to it.',
  steps: [
    `Open Sites, ${endpoint.site}, Bindings in IIS Manager, and look for type https, port ${endpoint.port}, all ` +
      'addresses, no host name; if another site holds that port, remove the binding there.',
    addStep(endpoint),
    chooseStep(facts, endpoint),
    assignStep(facts, endpoint, forAll),
    ...closingSteps(proposal)
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
    `Open Sites, ${endpoint.site}, Bindings in IIS Manager, and look at the certificate of type https, ` +
      `port ${endpoint.port}.`,
    chooseStep(facts, endpoint),
    assignStep(facts, endpoint, listener),
    ...closingSteps(proposal)
  ],
  link
})

const recordArgument = (record: HttpSysRecord): string =>
  `${record.host === null || record.host === '' ? 'ipport' : 'hostnameport'}=${showRecord(record)}`

/** What to do where the http.sys record of a more special endpoint is stale, and no binding of IIS holds it. */
export const removeRecord = (record: HttpSysRecord, proposal: Proposal): Resolution => ({
  summary:
    `Expected a valid certificate in http.sys' record for ${showRecord(record)}; ` +
    'remove the record, so that the one for all addresses serves that endpoint too.',
  steps: [
    'Look at the record in an elevated PowerShell, and keep the output: ' +
      powershell`netsh http show sslcert ${recordArgument(record)}`,
    'Find out from its application ID whether another program needs it; if none does, remove it: ' +
      powershell`netsh http delete sslcert ${recordArgument(record)}`,
    ...closingSteps(proposal)
  ],
  link
})
