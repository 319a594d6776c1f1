import type { ServerKind } from '../../judging/kind'

/** A service that a person may rightly have switched off, though it starts by default. */
interface Choice {
  readonly name: string
  readonly where: (kind: ServerKind) => boolean
  /** When the service is needed, and when it is not, in full sentences. */
  readonly why: string
}

const everywhere = (): boolean => true
const modern = ({ product }: ServerKind): boolean => product !== '2010'

const choice = (name: string, why: string, where: Choice['where'] = everywhere): Choice => ({ name, where, why })

const unifiedMessaging =
  'Microsoft documents this service as optional: where nobody uses Unified Messaging, it can be off.'

/**
 * Those that learn.microsoft.com ("Overview of Exchange services on Exchange servers" and its editions for 2013 and 2010)
 * calls optional, the Emergency Mitigation service, which its own page calls optional, and RemoteRegistry, which guides
 * for hardening Windows disable. POP3 and IMAP4 do not start by default, so the table of defaults asks nothing of them.
 */
const choices: ReadonlyArray<Choice> = [
  choice(
    'RemoteRegistry',
    'Guides for hardening Windows disable this service, and an update of Exchange that fails disables it, too. Tools that manage the server from another computer read its registry through this service.'
  ),
  choice(
    'MSExchangeEdgeSync',
    'Microsoft documents this service as optional: only with a subscribed Edge Transport server is it needed.'
  ),
  choice(
    'MSExchangeAntispamUpdate',
    'Microsoft documents this service as optional: it brings updates of the spam definitions, which ended in November 2016.'
  ),
  choice(
    'MSExchangeTransportLogSearch',
    'Microsoft documents this service as optional: message tracking and other searches in the transport logs need it.'
  ),
  choice(
    'MSExchangeMitigation',
    'Microsoft documents the Exchange Emergency Mitigation service as optional. Where it is off, a person must apply the mitigations that Microsoft publishes.'
  ),
  choice('MSExchangeUM', unifiedMessaging, modern),
  choice('MSExchangeUMCR', unifiedMessaging),
  choice(
    'wsbexchange',
    'Microsoft documents this service as optional: only Windows Server Backup needs it, to back up Exchange.'
  ),
  choice(
    'MSExchangeMonitoring',
    'Microsoft documents this service as optional: only some monitoring programs call it.'
  ),
  choice('msftesql-Exchange', 'Microsoft documents this service as optional.')
]

const choicesByName = new Map(choices.map((one) => [one.name.toLowerCase(), one]))

/** Whether a person may rightly have switched a service off on some kind of server. */
export const isOptional = (name: string): boolean => choicesByName.has(name.toLowerCase())

/** Why a person may rightly have switched a service off; null where Exchange or its update is meant to have it on. */
export const whyOptional = (kind: ServerKind, name: string): string | null => {
  const found = choicesByName.get(name.toLowerCase())
  return found?.where(kind) === true ? found.why : null
}
