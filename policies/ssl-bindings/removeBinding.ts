import type { Facts } from '../../facts/facts'
import type { Binding } from '../../facts/sections/bindings'
import type { Step } from '../../judging/policy'
import { inPowerShell } from '../../judging/resolutionSteps'
import { powershell } from '../../kernel/powershell'
import { type Endpoint, type Listener, recordKeyOf, showBinding, showListener } from '../iis/endpoints'
import { answersOnAll, isForOneAddress } from './singleAddresses'

export const loadModule = 'Import-Module WebAdministration'

/** IIS may leave the record of http.sys, which then goes on to serve its certificate at that address. */
const removeBinding = (text: string, site: string, listener: Listener, port: number): ReadonlyArray<Step> => {
  const command =
    powershell`Remove-WebBinding -Name ${site} -Protocol https -Port ${String(port)} ` +
    powershell`-IPAddress ${listener.address}`
  return [
    inPowerShell(`${text} In an elevated PowerShell:`, loadModule, command),
    inPowerShell(
      'Once that binding is removed, delete its record of http.sys in the same PowerShell, if that is still there:',
      powershell`netsh http delete sslcert ${`ipport=${recordKeyOf(listener, port)}`}`
    )
  ]
}

/** What to do with a binding that is in the place of the one for all addresses. */
export const removeLeftOver = (binding: Binding): ReadonlyArray<Step> =>
  removeBinding(
    `Remove the binding ${showBinding(binding)}, unless it was made on purpose: Exchange needs the one for all ` +
      'addresses instead.',
    binding.site,
    binding,
    binding.port
  )

/** A binding for one address may be left over from a time when clients asked there; then it needs no certificate. */
export const orRemove = (facts: Facts, endpoint: Endpoint, listener: Listener): ReadonlyArray<Step> => {
  const { site, port } = endpoint
  if (!isForOneAddress(listener, port) || !answersOnAll(facts, endpoint)) return []
  const text =
    `If nobody asks at ${showListener(listener, port)} any more, remove that binding instead, and go on with the ` +
    'restart of IIS: the one for all addresses serves that address, too.'
  return removeBinding(text, site, listener, port)
}
