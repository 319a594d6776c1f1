import type { SetupLog } from '../facts/sections/setupLog'

/** What stands for a name of a kind, with a number of its own. */
export type NameKind = 'server' | 'domain' | 'user' | 'name' | 'site'

export type Names = ReadonlyMap<string, string>

const named = (names: Names, kind: NameKind, name: string | null): Names => {
  const key = (name ?? '').trim().toLowerCase()
  if (key.length < 2 || names.has(key)) return names
  const count = [...names.values()].filter((one) => one.startsWith(kind)).length
  return new Map([...names, [key, `${kind}${count + 1}`]])
}

/** A domain by its DNS name is known by its first label as well. */
const withDomain = (names: Names, domain: string): Names => {
  const [label = ''] = domain.split('.')
  const known = named(names, 'domain', label)
  const key = domain.toLowerCase()
  return known.has(key) || !domain.includes('.')
    ? known
    : new Map([...known, [key, `${known.get(label.toLowerCase()) ?? 'domain'}.example`]])
}

const withHost = (names: Names, host: string | null): Names => {
  if (host === null) return names
  const at = host.indexOf('.')
  return at < 0
    ? named(names, 'server', host)
    : named(withDomain(names, host.slice(at + 1)), 'server', host.slice(0, at))
}

/** `DOMAIN\user`, or a UPN. */
const withUser = (names: Names, user: string | null): Names => {
  const [, domain, account] = /^([^\\]{1,60})\\(.{1,100})$/.exec(user ?? '') ?? []
  if (domain !== undefined && account !== undefined) return named(withDomain(names, domain), 'user', account)
  const [, local, suffix] = /^([^@]{1,100})@(.{1,200})$/.exec(user ?? '') ?? []
  return local !== undefined && suffix !== undefined
    ? named(withDomain(names, suffix), 'user', local)
    : named(names, 'user', user)
}

/** Containers and groups that every organization has. */
const common =
  /^(?:microsoft exchange(?: .{1,60})?|services|configuration|schema|servers|sites|administrative groups|exchange administrative group.{0,40}|databases|users|computers|builtin|domain controllers|(?:enterprise|schema|domain) admins|[\w -]{0,40}management|exchange [\w -]{1,40}|default-first-site-name|system|ntds settings|systemmailbox\{?|managed availability servers|recipient policies|address lists container|adminsdholder|deleted objects|foreignsecurityprincipals|managed service accounts|monitoring mailboxes|protocols|http|informationstore|rbac|roles|role assignments|folder hierarchies|public folders|all address lists|all global address lists|offline address lists|transport settings|global settings|default policy|resource schema|ms-exch-[\w-]{1,60})$/i

/** Whether a name is that of a container or group of every organization. */
export const isCommon = (name: string): boolean => common.test(name.trim())

const label = /\b(CN|OU|DC)=([^,'"\n<>]{1,200})/gi

const withDistinguished = (names: Names, text: string): Names =>
  [...text.matchAll(label)].reduce((known, [, type = '', value = '']) => {
    if (type.toLowerCase() === 'dc') return value.length > 3 ? named(known, 'domain', value) : known
    return isCommon(value) ? known : named(known, 'name', value)
  }, names)

const account = /(?<![\w.+-])([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6})/g
const profile = /\b[A-Za-z]:\\(?:Users|Benutzer|Utilisateurs|Usuarios|Documents and Settings)\\([^\\\n'":]{1,64})/gi
const share = /(?<![\\\w])\\\\([\w.-]{1,100})\\([^\\\s'"]{1,80})/g
const host =
  /(?<![\w.-])((?:[A-Za-z0-9-]{1,63}\.){1,5}(?:com|net|org|local|lan|corp|intern|internal|int|ad|priv|test|example|(?!cs|js|ps|vb)[a-z]{2}))(?![\w(-]|\.\w)/g

const isPublic = (name: string): boolean => /(?:^|\.)(?:microsoft\.com|aka\.ms|windows\.net)$/i.test(name)

const withFound = (names: Names, text: string): Names => {
  const users = [...text.matchAll(account)].reduce((known, [, one = '']) => withUser(known, one), names)
  const profiles = [...text.matchAll(profile)].reduce((known, [, one = '']) => named(known, 'user', one), users)
  const shares = [...text.matchAll(share)].reduce(
    (known, [, server = '', folder = '']) => named(withHost(known, server), 'name', folder),
    profiles
  )
  const hosts = [...text.matchAll(host)].filter(([, one = '']) => !isPublic(one))
  return withDistinguished(
    hosts.reduce((known, [, one = '']) => withHost(known, one), shares),
    text
  )
}

const logon = /(?<![\\:\w/.$%])([A-Za-z][\w-]{1,14})\\([\w.$-]{1,64})/g

/** What stands before a backslash in other things than the name of an account. */
const isNoDomain = (text: string): boolean =>
  /^(?:HK\w{2,4}|SOFTWARE|SYSTEM|BUILTIN|AUTHORITY|EXCHANGE\d*|BIN)$/.test(text)

/** What stands behind a server and a backslash where no account is meant: a virtual directory, with its site or without. */
const virtual = /^(?:owa|ecp|ews|oab|mapi|rpc|powershell|autodiscover|microsoft-server-activesync|pushnotifications)$/i
const siteBehind = /^ \((?:Exchange Back End|Default Web Site)\)/i

/** Accounts of known domains, and of others by their capitals. */
const withLogons = (names: Names, text: string): Names =>
  [...text.matchAll(logon)].reduce((known, { 0: whole, 1: domain = '', 2: account = '', index }) => {
    const isLikely = /^[A-Z][A-Z0-9-]+$/.test(domain) && !isNoDomain(domain)
    const isOfSite = siteBehind.test(text.slice(index + whole.length, index + whole.length + 30))
    if (isOfSite || virtual.test(account)) return isOfSite || isLikely ? named(known, 'server', domain) : known
    const isDomain = known.get(domain.toLowerCase())?.startsWith('domain') ?? false
    return isDomain || isLikely ? withUser(known, `${domain}\\${account}`) : known
  }, names)

const nobody: Names = new Map()

/** The names of people, machines, domains and sites in a log, and what stands for each. */
export const namesIn = (log: SetupLog, text: string): Names => {
  const hosts = [log.machine, log.schemaMaster, log.domainController].reduce(withHost, nobody)
  const domain = log.domain === null ? hosts : withDomain(hosts, log.domain)
  return withLogons(withFound(named(withUser(domain, log.user), 'site', log.site), text), text)
}
