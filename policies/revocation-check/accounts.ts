import type { AccountState, Revocation } from '../../facts/sections/revocation'
import { sameName } from '../../kernel/compare'

/** The part of the registry of LocalSystem, as which Windows Installer does its deferred work. */
const localSystem = 'S-1-5-18'

/** Whose check is judged, and whose can't be. */
export interface Installers {
  readonly judged: ReadonlyArray<AccountState>
  /** Each as its name or SID, and the rest of a sentence. */
  readonly unknown: ReadonlyArray<{ readonly name: string; readonly reason: string }>
}

/** Users of a domain or of the computer, and of Microsoft Entra ID; not services. */
const isUser = ({ sid }: AccountState): boolean => /^S-1-(?:5-21|12-1)-[\d-]+$/i.test(sid)

const isNamed =
  (installer: string) =>
  ({ sid, account }: AccountState): boolean =>
    sameName(sid, installer) || (account !== null && sameName(account, installer))

const loading = 'record the facts while that account is signed in at the server'

const system = ({ accounts }: Revocation): Installers => {
  const found = accounts.filter(({ sid }) => sameName(sid, localSystem))
  return found.length > 0
    ? { judged: found, unknown: [] }
    : {
        judged: [],
        unknown: [{ name: localSystem, reason: 'the settings of LocalSystem are not among what was read' }]
      }
}

const people = ({ accounts }: Revocation, installer: string | null): Installers => {
  const judged = accounts.filter(installer === null ? isUser : isNamed(installer))
  if (judged.length > 0) return { judged, unknown: [] }
  return {
    judged,
    unknown: [
      installer === null
        ? { name: 'installer', reason: `no user was signed in, and the parameter installer names nobody; ${loading}` }
        : {
            name: installer,
            reason: `the settings of ${installer}, which installs updates, were not loaded; ${loading}`
          }
    ]
  }
}

/**
 * The accounts as which an update runs: LocalSystem, and the one that the settings name (a SID or `DOMAIN\name`), else every
 * user who was signed in.
 */
export const installersOf = (found: Revocation, installer: string | null): Installers => {
  const [own, others] = [system(found), people(found, installer)]
  return {
    judged: [...own.judged, ...others.judged.filter((one) => !own.judged.includes(one))],
    unknown: [...own.unknown, ...others.unknown]
  }
}
