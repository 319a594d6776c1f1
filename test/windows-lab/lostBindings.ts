import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import { forAll, loopback } from '../../policies/iis/endpoints'
import { restartStep } from '../../policies/iis/restart'
import { addStep, assignStep } from '../../policies/ssl-bindings/bindingCommands'
import { remediationScript } from '../../remediation/script'

const front = { site: 'Default Web Site', port: 443 } as const
const back = { site: 'Exchange Back End', port: 444 } as const

/** Wine's certificate drive lists what it holds, but finds nothing by its name. */
export const byListing = (script: string): string =>
  script.replace(
    /Get-Item -LiteralPath (["'])(Cert:\\\w+\\\w+)\\([$\w]+)\1/g,
    'Get-ChildItem -Path $2 | Where-Object { $$_.Thumbprint -eq "$3" }'
  )

export const bindingScript = (thumbprint: string, lastEntry: number): string =>
  remediationScript(
    'EX01',
    lastEntry,
    [
      addStep(front),
      assignStep(front, forAll, thumbprint),
      assignStep(front, loopback, thumbprint),
      assignStep(back, forAll, thumbprint),
      restartStep
    ].map((step) => ({ ...step, policies: ['ssl-bindings'] }))
  )

/** The https bindings and the records of http.sys, with their certificates. */
export const served = ({ sections: { bindings, httpSys } }: Facts): ReadonlyArray<string> => {
  if (E.isLeft(bindings) || E.isLeft(httpSys)) throw new Error('bindings or records were not read')
  return [
    ...bindings.right
      .filter(({ protocol }) => protocol === 'https')
      .map(({ address, port, thumbprint }) => `${address === '' ? '*' : address}:${port} ${thumbprint}`),
    ...httpSys.right.map(({ address, port, thumbprint }) => `record ${address}:${port} ${thumbprint}`)
  ].sort()
}

export const removeRecords = String.raw`
$machine = [Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', 'Registry64')
$key = $machine.OpenSubKey('SYSTEM\CurrentControlSet\Services\HTTP\Parameters\SslBindingInfo', $true)
foreach ($name in $key.GetSubKeyNames()) { $key.DeleteSubKeyTree($name) }
`
