import { literal } from '../kernel/literal'
import { isCommon, type Names } from './names'

/** Gives each value of a kind a number: the same value has the same one. */
const numbered = (kind: string): ((value: string) => string) => {
  const known = new Map<string, string>()
  return (value) => {
    const key = value.toLowerCase()
    const name = known.get(key) ?? `${kind}${known.size + 1}`
    known.set(key, name)
    return name
  }
}

const sid = /\bS-1-5-21(?:-\d{1,10}){1,5}/gi
const guid = /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi
const ipv6 = /(?<![\w:])(?:[0-9a-f]{1,4}:){2,7}(?::?[0-9a-f]{1,4}){1,6}(?:%\d{1,3})?(?![\w:])/gi
const ipv4 = /(?<![\w.])(?!(?:8|14|15)\.)(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w.])/g
const isTime = (text: string): boolean => /^\d{1,2}:\d{2}:\d{2}(?::\d{3})?$/.test(text)

const quoted = /(?<!\w)'([^'\n]{1,200})'(?!\w)/g

/** What a cmdlet looks for and where, as it says in the log; scripts hold double quotation marks, too. */
const searchedFor = /(?<=\b(?:objects?|root|server|controller|database|mailbox|identity) )"([^"\n$]{1,200})"/gi

/** What stands before the name of a parameter, or of a switch of setup, in quotation marks. */
const namesParameter = /(?:\bparam\S{0,8}|параметр\S{0,4}|パラメーター|参数|\bCommand Line Parameter Name=)\s?$/i

/** Words that may stand in quotation marks as well, and that are no names where they stand alone. */
const plainWords =
  /^(?:[^\p{L}\d]*|.{1,2}|\d+|\d[\d.]*|default|servers?|mailbox(?:es)?|databases?|exchange|microsoft|windows|roles?|users?|domains?|names?|identity|objects?|groups?|policy|policies|organi[sz]ation|setup|services?|transport|types?|values?|states?|unlimited|install|failed|error|script|version|code|component|subtree|null|this|that|with|from|object not found)$/iu

/** Parameters of cmdlets that are also what people call a machine; behind a blank and a hyphen they name nothing. */
const parameters = ['domaincontroller', 'server', 'database', 'mailbox', 'identity', 'domain', 'user', 'name']

const isParameter = (name: string, text: string, at: number): boolean =>
  parameters.includes(name.toLowerCase()) && /[\s"'(]-$/.test(text.slice(Math.max(0, at - 2), at))

/** What may stand in quotation marks: commands, files, types, states and services of the product itself. */
const isProducts = (text: string): boolean =>
  /^(?:mode|roles?|sourcedir|install|uninstall|upgrade|buildtobuildupgrade|recoverserver|disasterrecovery|prepare\w{1,12})$/i.test(
    text
  ) ||
  /^(?:MSExchange\w*|[A-Z]\w{1,30}-[A-Z]\w{1,60}|\$.*|true|false|stopped|running|disabled|W3Svc|WinRM|IISAdmin|[\w.]*Exception)$/i.test(
    text
  ) ||
  /^(?:Microsoft|System)\.[\w.`]+/.test(text) ||
  /\.(?:dll|exe|ms[ip]|ldf|xml|config|ps1)$|[\\/=]/i.test(text)

/** Replaces what stood in quotation marks where it stands in others, or in none; a parameter of a cmdlet stays. */
const everywhere = (text: string, words: ReadonlyMap<string, string>): string => {
  const found = [...words.keys()].filter((word) => !plainWords.test(word)).sort((a, b) => b.length - a.length)
  if (found.length === 0) return text
  const pattern = new RegExp(`(?<![A-Za-z0-9$]|[\\s(]-)(?:${found.map(literal).join('|')})(?![A-Za-z0-9])`, 'gi')
  return text.replace(pattern, (word) => words.get(word.toLowerCase()) ?? word)
}

/** Replaces what names an organization: each name of the list, SIDs, GUIDs, addresses, and what stands in quotation marks. */
export const anonymizer = (names: Names): ((text: string) => string) => {
  const keys = [...names.keys()].sort((a, b) => b.length - a.length)
  const pattern =
    keys.length === 0 ? null : new RegExp(`(?<![A-Za-z0-9])(?:${keys.map(literal).join('|')})(?![A-Za-z0-9])`, 'gi')
  const sids = numbered('S-1-5-21-sid')
  const guids = numbered('guid')
  const addresses = numbered('address')
  return (text) => {
    const words = new Map<string, string>()
    const wordFor = (inner: string): string => {
      const name = words.get(inner.toLowerCase()) ?? `text${words.size + 1}`
      words.set(inner.toLowerCase(), name)
      return name
    }
    const isKept = (inner: string, at: number, whole: string): boolean =>
      (/^\w{2,60}$/.test(inner) && namesParameter.test(whole.slice(Math.max(0, at - 40), at))) ||
      isProducts(inner) ||
      isCommon(inner) ||
      [...names.values()].some((one) => inner.includes(one))
    const byName =
      pattern === null
        ? text
        : text.replace(pattern, (name, at: number) =>
            isParameter(name, text, at) ? name : (names.get(name.toLowerCase()) ?? 'name')
          )
    const told = byName
      .replace(sid, sids)
      .replace(guid, guids)
      .replace(ipv4, addresses)
      .replace(ipv6, (one) => (isTime(one) ? one : addresses(one)))
      .replace(quoted, (given, inner: string, at: number, whole: string) =>
        isKept(inner, at, whole) ? given : `'${wordFor(inner)}'`
      )
      .replace(searchedFor, (given, inner: string) => (isKept(inner, 0, '') ? given : `"${wordFor(inner)}"`))
    return everywhere(told, words)
  }
}
