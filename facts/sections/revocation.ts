import * as t from 'io-ts'
import { limits } from '../../kernel/limits'
import { count, distinct, fields, nullable, text } from '../../kernel/values'

const accountState = t.readonly(
  fields({
    sid: text,
    /** `DOMAIN\name`, where the account is signed in at the server; else null. */
    account: nullable(text),
    /** The value State, whose bit 0x200 turns the check off; null where there is none, which is the default: on. */
    state: nullable(count),
    /** Why this account's values could not be read; null where they could. */
    unreadable: nullable(text)
  })
)

/**
 * Whether accounts check if certificates of publishers were revoked: the value State below WinTrust\Trust
 * Providers\Software Publishing, of each account whose part of the registry is loaded; and what is set of proxies.
 */
export const revocation = t.readonly(
  fields({
    accounts: distinct(accountState, ({ sid }) => sid.toLowerCase(), limits.users),
    /** Whether WinHTTP uses a proxy; null where it isn't known. */
    winHttpProxy: nullable(t.boolean),
    /** The proxy of the computer's Internet Settings; null for none. */
    machineProxy: nullable(text)
  })
)

export type Revocation = t.TypeOf<typeof revocation>
export type AccountState = t.TypeOf<typeof accountState>
