import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import type { AccountState } from '../../facts/sections/revocation'
import { appliesWhere } from '../../judging/kind'
import { withParameters } from '../../judging/parameters'
import { compliant, drift, type Judgement, note, type Policy, unknown } from '../../judging/policy'
import { nullable, text } from '../../kernel/values'
import { installersOf } from './accounts'
import { revocationCheckHeadline } from './headline'
import { checkAgain } from './remediation'
import { defaultState, hexOf, link, nameOf, notChecked, section, turnOn } from './resolution'

const isOff = (state: number): boolean => Math.floor(state / notChecked) % 2 === 1

const judgeAccount =
  (facts: Facts) =>
  (one: AccountState): Judgement => {
    const path = ['revocation', one.sid] as const
    if (one.unreadable !== null)
      return unknown(path, `the settings of ${nameOf(one)} could not be read: ${one.unreadable}`)
    const state = one.state ?? defaultState
    if (!isOff(state)) return compliant(path, one.state === null ? 'on, by default' : `on, State ${hexOf(state)}`)
    return drift({
      path,
      actual: `off, State ${hexOf(state)}`,
      desired: `on, State ${hexOf(state - notChecked)}`,
      evidence: [
        `State of ${nameOf(one)} (${one.sid}) is ${hexOf(state)}, and its bit 0x200 turns the check off.`,
        'It is turned off only for the time of an installation, on a server that cannot reach the revocation lists.'
      ],
      named: { account: nameOf(one) },
      resolution: turnOn(facts.server, one, state),
      remediation: checkAgain(one)
    })
  }

/** Who cleared the check to install an update without the internet has to select it again. */
export const revocationCheck: Policy = {
  name: 'revocation-check',
  title: "The accounts that install updates check whether a publisher's certificate was revoked",
  headline: revocationCheckHeadline,
  section,
  link,
  stage: 'after-update',
  level: 'advisory',
  decides: ['revocation'],
  supports: [],
  automation: {
    automated: [
      'For each account, the bit 0x200 of the value State is cleared. The other bits do not change.',
      'No run begins during an installation.'
    ],
    byHand: [
      'An account that was not signed in when the facts were recorded, because its part of the registry was not loaded. The parameter `installer` of this policy, in the setting `policies`, names the account that must be judged.'
    ]
  },
  applies: appliesWhere(() => null),
  ...withParameters(
    { installer: nullable(text) },
    { installer: null },
    {
      installer:
        'The account that installs updates: its SID, or DOMAIN\\name. Without it, every user who was signed in.'
    },
    (facts, { installer }) => {
      const found = facts.sections.revocation
      if (E.isLeft(found)) return []
      const { judged, unknown: unread } = installersOf(found.right, installer)
      return [
        ...judged.map(judgeAccount(facts)),
        ...unread.map(({ name, reason }) => unknown(['revocation', name], reason)),
        ...(installer === null && unread.length === 0
          ? [
              note(
                'every account that was signed in is judged, since the settings name no account that installs updates (parameter installer of revocation-check)'
              )
            ]
          : [])
      ]
    }
  )
}
