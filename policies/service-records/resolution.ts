import type { ServiceRecord } from '../../facts/sections/serviceRecords'
import type { Resolution, Step } from '../../judging/policy'
import { inPowerShell, say } from '../../judging/resolutionSteps'
import { powershell } from '../../kernel/powershell'
import { articleSection } from '../article'
import type { Standing } from './standing'

export const section = 'installation-fails-due-to-services-not-stopping'

export const link = articleSection(section)

/** A name that no update reads, and that tells when the file was written. */
const asideOf = ({ name, modified }: ServiceRecord): string =>
  `${name}.${(modified ?? 'unknown').replace(/[^0-9A-Za-z]/g, '')}.old`

const before = (server: string, folder: string, { right, rightWithout }: Standing): ReadonlyArray<Step> => {
  if (right !== true)
    return [
      say(
        `First bring the services of ${server} into their state before the update, by a baseline or by ${folder}\\ServiceControl.log.`
      )
    ]
  return rightWithout
    ? []
    : [say(`Record ${server} first, as its baseline: only this file tells of some services why they are off.`)]
}

/** A record of the services that no update must take for true any more. */
export const moveAside = (server: string, folder: string, file: ServiceRecord, standing: Standing): Resolution => ({
  summary: `Expected no ${file.name} of an earlier update on ${server}; keep it under another name, so that no update reads it.`,
  steps: [
    ...before(server, folder, standing),
    say(`See that no update runs on ${server}: neither setup.exe nor msiexec.exe of Exchange.`),
    inPowerShell(
      'Rename the file in an elevated PowerShell:',
      powershell`Rename-Item -LiteralPath ${`${folder}\\${file.name}`} -NewName ${asideOf(file)}`
    )
  ],
  link
})
