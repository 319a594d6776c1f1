import type { Step } from '../../judging/remediation'
import { powershell } from '../../kernel/powershell'
import { type Endpoint, forAll, formsOf, type Listener, recordKeyOf, showListener } from '../iis/endpoints'
import { toAdd, toAssign } from './bindingFunctions'

const keep = (site: string, listener: Listener, port: number): string =>
  powershell`Save-Binding ${site} ${formsOf(listener, port)} ${recordKeyOf(listener, port)} $backup`

/** Adds the https binding of a site for all addresses. */
export const addStep = ({ site, port }: Endpoint): Step => ({
  kind: 'binding',
  rank: 0,
  title: `Add the https binding *:${port} to the site "${site}"`,
  test: powershell`Test-HttpsBinding ${site} ${formsOf(forAll, port)}`,
  backUp: keep(site, forAll, port),
  set: powershell`Add-HttpsBinding ${site} ${`*:${port}:`}`,
  functions: toAdd,
  interrupts: null,
  starts: null,
  enables: null,
  seconds: null,
  needsRestart: true
})

/** Assigns a certificate to an https binding as it is: its address, host name and flags stay. `more` is what else it means. */
export const assignStep = (
  { site, port }: Endpoint,
  listener: Listener,
  thumbprint: string,
  more: string | null = null
): Step => {
  const forms = formsOf(listener, port)
  return {
    kind: 'binding',
    rank: 1,
    title: `Assign the certificate ${thumbprint} to ${showListener(listener, port)} of the site "${site}"`,
    test: powershell`Test-BindingCertificate ${site} ${forms} ${thumbprint}`,
    backUp: keep(site, listener, port),
    set: powershell`Set-BindingCertificate ${site} ${forms} ${recordKeyOf(listener, port)} ${thumbprint}`,
    functions: toAssign,
    interrupts:
      `New connections to port ${port} may fail for a moment, while the record of http.sys is replaced.` +
      (more === null ? '' : ` ${more}`),
    starts: null,
    enables: null,
    seconds: null,
    needsRestart: true
  }
}
