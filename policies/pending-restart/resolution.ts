import type { Resolution } from '../../judging/policy'
import { inPowerShell, say } from '../../judging/resolutionSteps'
import { articleSection } from '../article'

export const link = articleSection('restart-from-previous-installation-is-pending')

/** What to do where a restart of the server is due. */
export const restart = (server: string): Resolution => ({
  summary: `Expected no restart of Windows to be pending on ${server}; restart the server, then read it again.`,
  steps: [
    say(`Take ${server} out of service: put it into maintenance, and in a DAG move its active databases away.`),
    inPowerShell('Restart it in an elevated PowerShell:', 'Restart-Computer'),
    say(
      `Read ${server} again when it has started. If the same source is named again, find out what keeps writing it. ` +
        'SetupAssist.ps1 (https://aka.ms/ExSetupAssist) names what is left. Save a key before you remove anything from it.'
    )
  ],
  link
})
