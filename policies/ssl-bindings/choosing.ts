import type { Facts } from '../../facts/facts'
import type { Certificate } from '../../facts/sections/certificates'
import type { Step } from '../../judging/policy'
import { inExchangeShell, inPowerShell, say } from '../../judging/resolutionSteps'
import { powershell } from '../../kernel/powershell'
import { someOf } from '../../kernel/someOf'
import { ownNames } from '../iis/certificateNames'
import type { Endpoint, Listener } from '../iis/endpoints'
import { candidates } from './candidates'
import { type Choice, choiceFor, shownChoice, storeOfChoice } from './choice'

const wanted = {
  443:
    'a certificate that clients trust and that holds the names by which they ask. Exchange must use it for IIS: ' +
    'Get-ExchangeCertificate in the Exchange Management Shell shows IIS under Services',
  444: "the server's self-signed certificate. Its friendly name is Microsoft Exchange; another one with the name of the server will do"
} as const

/** What to do where no certificate for clients is left: their trust can't be had from the server's own one. */
const renewStep = ({ host }: Listener, own: ReadonlyArray<Certificate>): Step => {
  const what = host === '' || host.startsWith('*') ? 'for clients' : `with the name ${host}`
  const substitute =
    own.length === 0 ? '' : ` ${someOf(own.map(shown), 2)} is the server's own: clients do not trust it.`
  return say(
    `No certificate ${what} in Cert:\\LocalMachine\\My is known to be valid now with its private key.${substitute} Renew the certificate for ` +
      'clients, or request a new one with New-ExchangeCertificate in the Exchange Management Shell.'
  )
}

/** Without this certificate the shell may not open on the server itself, so the command names the server. */
const createOwnSteps = (facts: Facts): ReadonlyArray<Step> => {
  const names = ownNames(facts)
  const short = names[0] ?? facts.server
  const create =
    powershell`New-ExchangeCertificate -Server ${short} -SubjectName ${`CN=${short}`} -DomainName ${names} ` +
    powershell`-FriendlyName ${'Microsoft Exchange'} -Services None`
  const createInWindows = powershell`New-SelfSignedCertificate -DnsName ${names} -CertStoreLocation ${'Cert:\\LocalMachine\\My'}`
  return [
    inExchangeShell(
      'No certificate in Cert:\\LocalMachine\\My has the name of the server and is known to be valid now with its private ' +
        'key. A certificate for clients is no substitute. Create one in the Exchange Management Shell:',
      create
    ),
    inPowerShell(
      'If the shell does not open on this server, open it on another Exchange server. If there is none, create the ' +
        'certificate in an elevated Windows PowerShell:',
      createInWindows
    )
  ]
}

/** Nobody chooses from more. */
const mostNamed = 20

const shown = ({ thumbprint, subject }: Certificate): string => `${thumbprint} ("${subject}")`

const choose = (port: Endpoint['port'], names: ReadonlyArray<string>): Step =>
  say(`Choose ${wanted[port]}. Valid now with a private key: ${someOf(names, mostNamed)}.`)

const chooseForServer = (facts: Facts, endpoint: Endpoint): ReadonlyArray<Step> => {
  const found = candidates(facts, endpoint)
  return found.length === 0 ? createOwnSteps(facts) : [choose(444, found.map(shown))]
}

const chooseForClients = (facts: Facts, listener: Listener, { forClients, own }: Choice): Step =>
  forClients.length === 0 ? renewStep(listener, own) : choose(443, forClients.map(shownChoice(facts)))

/** How the certificate is found, and the store that it is assigned from; null where a person has to say which. */
export const choosing = (facts: Facts, endpoint: Endpoint, listener: Listener, certificate: Certificate | null) => {
  if (certificate !== null)
    return {
      steps: [
        say(`Use ${shown(certificate)}: by what bindings, records and the baseline show, no other one is meant.`)
      ],
      store: 'My'
    }
  if (endpoint.port === 444) return { steps: chooseForServer(facts, endpoint), store: 'My' }
  const choice = choiceFor(facts, listener)
  return { steps: [chooseForClients(facts, listener, choice)], store: storeOfChoice(choice) }
}
