import type { Facts } from '../../facts/facts'
import type { Resolution } from '../../judging/policy'
import { byHand } from '../../judging/remediation'
import { inCmd, say } from '../../judging/resolutionSteps'
import { articleSection } from '../article'
import { restartIis } from '../iis/restart'

export const link = articleSection('blank-page-in-eac-or-owa')

/** Who changes the configuration. */
export const byAPerson = byHand('the configuration of IIS must be edited, and a wrong line stops all sites')

/** What to do where IIS deletes the record of a certificate again and again. */
export const removeMetadata = (
  { server }: Facts,
  key: string,
  site: string,
  ids: ReadonlyArray<number>
): Resolution => ({
  summary: `Expected no certificate of ${site} in customMetadata of IIS on ${server}; take the lines out, and restart IIS.`,
  steps: [
    inCmd(
      `Save the configuration of IIS, in an elevated Command Prompt (cmd.exe) on ${server}:`,
      '%windir%\\System32\\inetsrv\\appcmd.exe add backup before-custom-metadata'
    ),
    say(
      `Open %windir%\\System32\\inetsrv\\config\\applicationHost.config in Notepad, run elevated, ` +
        `and find the part customMetadata, key path ${key}.`
    ),
    say(`Delete the lines with property id ${ids.join(' and ')} there, and nothing else. Save the file.`),
    ...restartIis,
    inCmd(
      `See that the https bindings of ${site} have their certificates, and look again the next day:`,
      'netsh.exe http show sslcert'
    )
  ],
  link
})
