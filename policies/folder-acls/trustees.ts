/**
 * What an account or group has to do with the folders of Exchange: setup or Exchange acts as it or as a member of it
 * (`needed`); neither does (`uninvolved`); it is one of a domain or a computer, and its SID does not say which
 * (`account`); or its meaning is not known (`unclear`).
 */
export type Trustee = 'needed' | 'uninvolved' | 'account' | 'unclear'

/** Well-known SIDs (learn.microsoft.com, "Security identifiers"), as far as the accounts of setup and Exchange hold them. */
const needed: ReadonlyArray<string> = [
  'S-1-1-0', // Everyone
  'S-1-2-0', // LOCAL
  'S-1-2-1', // CONSOLE LOGON
  'S-1-3-0', // CREATOR OWNER
  'S-1-3-1', // CREATOR GROUP
  'S-1-3-4', // OWNER RIGHTS
  'S-1-5-2', // NETWORK
  'S-1-5-3', // BATCH
  'S-1-5-4', // INTERACTIVE
  'S-1-5-6', // SERVICE
  'S-1-5-11', // Authenticated Users
  'S-1-5-14', // REMOTE INTERACTIVE LOGON
  'S-1-5-15', // This Organization
  'S-1-5-17', // IUSR
  'S-1-5-18', // SYSTEM
  'S-1-5-19', // LOCAL SERVICE
  'S-1-5-20', // NETWORK SERVICE
  'S-1-5-32-544', // Administrators
  'S-1-5-32-545', // Users
  'S-1-5-32-568', // IIS_IUSRS
  'S-1-5-80-0' // all services
]

/** The names by which Windows shows them in English; in other languages it shows others, so the SID stands beside. */
const englishNames: ReadonlyMap<string, string> = new Map([
  ['S-1-1-0', 'Everyone'],
  ['S-1-3-0', 'CREATOR OWNER'],
  ['S-1-5-2', 'NETWORK'],
  ['S-1-5-4', 'INTERACTIVE'],
  ['S-1-5-6', 'SERVICE'],
  ['S-1-5-11', 'Authenticated Users'],
  ['S-1-5-17', 'IUSR'],
  ['S-1-5-18', 'SYSTEM'],
  ['S-1-5-20', 'NETWORK SERVICE'],
  ['S-1-5-32-544', 'Administrators'],
  ['S-1-5-32-545', 'Users'],
  ['S-1-5-32-546', 'Guests'],
  ['S-1-5-32-568', 'IIS_IUSRS']
])

/** A SID in a sentence, with the name that people know. */
export const showTrustee = (sid: string): string => {
  const name = englishNames.get(sid)
  return name === undefined ? sid : `${name} (${sid})`
}

const uninvolved: ReadonlyArray<string> = [
  'S-1-5-1', // DIALUP
  'S-1-5-7', // ANONYMOUS LOGON
  'S-1-5-8', // PROXY
  'S-1-5-9', // the domain controllers
  'S-1-5-12', // RESTRICTED
  'S-1-5-32-546', // Guests
  'S-1-5-32-547', // Power Users
  'S-1-5-32-551', // Backup Operators
  'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464' // TrustedInstaller
]

/** The other groups that Windows has in S-1-5-32: operators, and users of single features. */
const isOfFeature = (sid: string): boolean => /^S-1-5-32-(?:5[45][0-9]|56[0-79]|57\d|58\d)$/.test(sid)

/** SIDs that vary by domain: those who install Exchange are Domain Admins, and with that Domain Users. */
const ofDomain: ReadonlyMap<string, Trustee> = new Map([
  ['500', 'needed'],
  ['501', 'uninvolved'],
  ['512', 'needed'],
  ['513', 'needed'],
  ['514', 'uninvolved'],
  ['518', 'needed'],
  ['519', 'needed']
])

const ofAbbreviation: ReadonlyMap<string, Trustee> = new Map([
  ['LA', 'needed'],
  ['LG', 'uninvolved'],
  ['DA', 'needed'],
  ['DU', 'needed'],
  ['DG', 'uninvolved'],
  ['SA', 'needed'],
  ['EA', 'needed']
])

/** What the SID of an entry means for Exchange. */
export const trusteeOf = (sid: string): Trustee => {
  if (needed.includes(sid)) return 'needed'
  if (uninvolved.includes(sid) || isOfFeature(sid)) return 'uninvolved'
  if (/^S-1-15-[23]-/.test(sid)) return 'uninvolved'
  if (/^S-1-5-82-/.test(sid)) return 'needed'
  const [, relative] = /^S-1-5-21-\d+-\d+-\d+-(\d+)$/.exec(sid) ?? []
  if (relative !== undefined) return ofDomain.get(relative) ?? 'account'
  return ofAbbreviation.get(sid) ?? 'unclear'
}

const ordinary: ReadonlyArray<string> = [
  ...['S-1-1-0', 'S-1-2-0', 'S-1-5-2', 'S-1-5-4', 'S-1-5-7', 'S-1-5-11', 'S-1-5-15', 'S-1-5-17'],
  ...['S-1-5-32-545', 'S-1-5-32-546', 'DU', 'DG', 'LG']
]

/** Whether every user, or who has not even signed in, is a member: none of these may change what a web server runs. */
export const isOrdinary = (sid: string): boolean =>
  ordinary.includes(sid) || /^S-1-5-21-\d+-\d+-\d+-(?:501|513|514)$/.test(sid)
