import type { InOrganization } from '../../judging/inOrganization'
import { compliant, drift, type Judgement, note, type Resolution } from '../../judging/policy'
import type { Proposal } from '../../judging/remediation'
import { inExchangeShell, say } from '../../judging/resolutionSteps'
import { powershell } from '../../kernel/powershell'
import { waitingMessagesLimit } from './unsettled'

/** Four times what Microsoft allows a server whose mail flows: a burst is delivered in minutes, a standing queue grows on. */
const fullQueues = 4 * waitingMessagesLimit

/** By what and when the organization's facts tell something. */
export const seenAt = (cmdlet: string, { collectedAt }: InOrganization): string =>
  `${cmdlet} reported it ${collectedAt === null ? 'at an unknown time' : `at ${collectedAt}`}.`

/** Mail that waits. */
const emptyQueues = (server: string): Resolution => ({
  summary: `Expected the mail queues of ${server} to empty by themselves; find out why the messages wait.`,
  steps: [
    inExchangeShell(
      'In the Exchange Management Shell:',
      `${powershell`Get-Queue -Server ${server}`} | Sort-Object MessageCount -Descending | ` +
        'Select-Object -First 10 Identity, DeliveryType, Status, MessageCount, NextHopDomain, LastError'
    ),
    say('If they wait for other servers, see that HubTransport is Active there and that their services run.'),
    say(`If ${server} itself is in maintenance, end that: the policy maintenance shows it.`)
  ],
  link: 'https://learn.microsoft.com/exchange/mail-flow/queues/queues'
})

/** Judges how many messages wait on a server. */
export const judgeWaitingMail = (
  server: string,
  messages: number,
  organization: InOrganization,
  remediation: Proposal
): ReadonlyArray<Judgement> => {
  const path = ['queues', 'deliveryMessages'] as const
  if (messages >= fullQueues)
    return [
      drift({
        path,
        actual: `${messages} messages wait`,
        desired: `fewer than ${fullQueues} messages wait`,
        evidence: [seenAt('Get-Queue', organization)],
        resolution: emptyQueues(server),
        remediation
      })
    ]
  // Large sites have so many all day, which is worth a word and no more.
  const many = messages >= waitingMessagesLimit ? [note(`${messages} messages wait in its mail queues`)] : []
  return [compliant(path, `${messages} messages wait`), ...many]
}
