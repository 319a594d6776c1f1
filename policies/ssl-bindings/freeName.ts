import type { Resolution, Step } from '../../judging/policy'
import { byHand, type Proposal } from '../../judging/remediation'
import { inPowerShell, say } from '../../judging/resolutionSteps'
import { powershell } from '../../kernel/powershell'
import { link } from './resolution'

interface Taken {
  readonly shown: string
  readonly host: string
  readonly site: string | null
}

const inIis = (site: string, { shown }: Taken): ReadonlyArray<Step> => [
  inPowerShell(
    `Look at the https binding of the site ${site} that answers on ${shown}, in an elevated PowerShell:`,
    'Import-Module WebAdministration',
    `${powershell`Get-WebBinding -Name ${site} -Protocol https`} | Format-Table bindingInformation, certificateHash, sslFlags`
  ),
  say(
    'If that site does not need the name, remove the binding or give it another host name. Exchange then answers there. ' +
      'If the site needs the name, assign a valid certificate that has it.'
  )
]

const inProgram = ({ shown }: Taken): ReadonlyArray<Step> => [
  inPowerShell(
    'Show the record in an elevated PowerShell, and save the output:',
    powershell`netsh http show sslcert ${`hostnameport=${shown}`}`
  ),
  inPowerShell(
    'Find out from its application ID which program has it, and renew the certificate there. If the program no longer ' +
      'needs the name, remove the record:',
    powershell`netsh http delete sslcert ${`hostnameport=${shown}`}`
  )
]

/** Who frees it. */
export const freeing = ({ site }: Taken): Proposal =>
  byHand(
    site === null
      ? 'the record is that of another program, which may need it'
      : 'the binding is that of another site, which may need it'
  )

/** What to do where another site or program has a name of Exchange with a certificate that can't serve it. */
export const freeName = (taken: Taken): Resolution => ({
  summary:
    `Expected a valid certificate for ${taken.host} on ${taken.shown}, a name by which clients may ask for Exchange; ` +
    'renew it there, or free the name.',
  steps: taken.site === null ? inProgram(taken) : inIis(taken.site, taken),
  link
})
