import type { Step } from '../../../judging/policy'
import { say } from '../../../judging/resolutionSteps'
import { powershell } from '../../../kernel/powershell'
import type { Evidence } from '../knownIssue'
import { inShell, makesServer, snapInOf } from '../runState'
import { machineOf } from '../setupCommands'

const pushKind = 'PushNotifications'

/** The kinds of virtual directories that have a cmdlet of their own for administrators. */
const kinds = ['Owa', 'Ecp', 'WebServices', 'ActiveSync', 'Oab', 'PowerShell', 'Mapi', 'Autodiscover', pushKind]

const cmdlet = /\b(?:get|new|set|update|remove|enable)-([a-z]{2,30})VirtualDirectory\b/i

/** The kind of virtual directory that the failed script works on, as its cmdlets are called; null where it tells none. */
export const kindOf = ({ errors }: Evidence): string | null => {
  const [, kind = ''] = cmdlet.exec(errors.map(({ script }) => script ?? '').join('\n')) ?? []
  return kinds.find((one) => one.toLowerCase() === kind.toLowerCase()) ?? null
}

/** The one that only the back end has: it knows no -ADPropertiesOnly, and a server makes its own. */
const pushNotifications = (found: Evidence, server: string): ReadonlyArray<Step> => [
  inShell(
    found,
    `Get-PushNotificationsVirtualDirectory${server} -ShowMailboxVirtualDirectories | Format-List Identity, RequireSSL, WhenCreated`,
    'see whether it is there'
  ),
  ...(makesServer(found.run)
    ? []
    : [
        say(
          `If none is listed, remove a left-over application PushNotifications below Exchange Back End in IIS. Then on ${machineOf(found.run)} itself, in an elevated Windows PowerShell, run Add-PSSnapin ${snapInOf(found.run)} and New-PushNotificationsVirtualDirectory -Role Mailbox.`
        )
      ])
]

/** Lists the virtual directories of that kind; null where the kind is not known. Exchange 2010 knows no -ADPropertiesOnly. */
export const listKind = (found: Evidence): ReadonlyArray<Step> | null => {
  const kind = kindOf(found)
  if (kind === null) return null
  const { machine, setupVersion } = found.run
  const server = machine === null ? '' : ` ${powershell`-Server ${machine}`}`
  if (kind === pushKind) return pushNotifications(found, server)
  const only = setupVersion?.startsWith('14.') === true ? '' : ' -ADPropertiesOnly'
  return [
    inShell(
      found,
      `Get-${kind}VirtualDirectory${server}${only} | Format-List Identity, DistinguishedName, WhenCreated`,
      'list what Active Directory has'
    )
  ]
}
