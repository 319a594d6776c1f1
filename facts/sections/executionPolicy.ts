import * as t from 'io-ts'
import { limits } from '../../kernel/limits'
import { distinct, fields, nullable, text } from '../../kernel/values'

const values = {
  /** The value EnableScripts as text, such as `1`; null where there is none. */
  enableScripts: nullable(text),
  /** The value ExecutionPolicy, such as `RemoteSigned`, `(empty)` for an empty one; null where there is none. */
  executionPolicy: nullable(text)
}

const ofUser = t.readonly(
  fields({
    sid: text,
    ...values,
    /** Why this user's values could not be read; null where they could. */
    unreadable: nullable(text)
  })
)

/**
 * What Group Policy says of scripts in Windows PowerShell: the values below SOFTWARE\Policies\Microsoft\Windows\PowerShell of
 * the computer, and of each user whose part of the registry is loaded (null where these could not be listed).
 */
export const executionPolicy = t.readonly(
  fields({
    machine: t.readonly(fields(values)),
    users: nullable(distinct(ofUser, ({ sid }) => sid.toLowerCase(), limits.users)),
    /** The version of Windows PowerShell, such as `5.1.17763.1`; null where it isn't known. */
    powerShell: nullable(text),
    /** The language mode in which the collector ran, such as `FullLanguage`. */
    languageMode: nullable(text),
    /** Whether the collector ran as a local administrator, elevated. */
    elevated: nullable(t.boolean)
  })
)

export type ExecutionPolicy = t.TypeOf<typeof executionPolicy>
