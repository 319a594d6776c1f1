import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import type { Certificate } from '../../facts/sections/certificates'
import { sameName } from '../../kernel/compare'
import { isBefore } from '../../kernel/instants'
import { rememberedRecently } from '../../kernel/remembered'

const otherEnds = [
  [/^CN=WMSvc-/i, "IIS' remote management"],
  [/^CN=Microsoft Exchange Server Auth Certificate(?:,|$)/i, 'OAuth'],
  [/^CN=Federation(?:,|$)/i, 'federation']
] as const

/** What Windows or Exchange made a certificate for, where that is another end than a web site; else null. */
export const otherEndOf = ({ subject }: Certificate): string | null =>
  otherEnds.find(([pattern]) => pattern.test(subject))?.[1] ?? null

/** The common name of a certificate's subject; null where it has none. */
export const commonName = ({ subject }: Certificate): string | null =>
  /(?:^|,\s*)CN=("[^"]*"|[^,]*)/i.exec(subject)?.[1]?.replace(/"/g, '').trim() ?? null

const hostLike = /^(?:\*\.)?[\w-]+(?:\.[\w-]+)*\.?$/

/** The names that clients accept: those of the subject alternative name, or where it holds none, the common name. */
export const namesOf = (certificate: Certificate): ReadonlyArray<string> => {
  const names = certificate.names ?? []
  const common = commonName(certificate)
  return names.length > 0 || common === null ? names : [common]
}

/** Whether the names in the subject alternative name are known, none included. */
const areNamesRead = ({ names }: Certificate): boolean => (names ?? null) !== null

/** Whether a certificate is for no host at all; false where its names were not read. */
export const isForNoHost = (certificate: Certificate): boolean =>
  areNamesRead(certificate) && !namesOf(certificate).some((name) => hostLike.test(name))

const serverAuthentication = ['1.3.6.1.5.5.7.3.1', '2.5.29.37.0']

/** Whether its enhanced key usage leaves out servers; false where that was not read. */
export const isNotForServers = ({ usages }: Certificate): boolean =>
  (usages ?? []).length > 0 && !(usages ?? []).some((usage) => serverAuthentication.includes(usage))

const shortNameOf = rememberedRecently(({ server }: Facts): string => server.split('.')[0] ?? server)

const fqdnOf = ({ sections: { identity } }: Facts): string | null => (E.isRight(identity) ? identity.right.fqdn : null)

/** The names by which Exchange's front end asks its back end. */
export const ownNames = rememberedRecently((facts: Facts): ReadonlyArray<string> => {
  const fqdn = fqdnOf(facts)
  return fqdn === null ? [shortNameOf(facts)] : [shortNameOf(facts), fqdn]
})

/** Whether one name of a certificate is the server's; null where only the domain, which was not read, could tell. */
const isOwnName = (facts: Facts, name: string): boolean | null => {
  const fqdn = fqdnOf(facts)
  if (ownNames(facts).some((own) => sameName(own, name))) return true
  if (fqdn === null) return name.startsWith('*.') ? null : sameName(name.split('.')[0] ?? '', shortNameOf(facts))
  return name.startsWith('*.') && sameName(name.slice(1), fqdn.slice(fqdn.indexOf('.')))
}

/** Whether a certificate holds the server's own name, or a wildcard that covers it; null where that was not read. */
export const holdsOwnName = (facts: Facts, certificate: Certificate): boolean | null => {
  const answers = namesOf(certificate).map((name) => isOwnName(facts, name))
  if (answers.includes(true)) return true
  return !areNamesRead(certificate) || answers.includes(null) ? null : false
}

/** Whether it is the server's own self-signed one: its CN is the server's name. */
export const isOwn = (facts: Facts, { subject }: Certificate): boolean => sameName(subject, `CN=${shortNameOf(facts)}`)

/** Whether it is for the server's own names alone, as those are that a domain enrols for every computer. */
const isNamedLikeServer = (facts: Facts, certificate: Certificate): boolean => {
  const names = namesOf(certificate)
  const own = [...ownNames(facts), 'localhost']
  return names.length > 0 && names.every((name) => own.some((one) => sameName(one, name)))
}

/** Whether it is for the server itself: clients, who ask by other names, get another one. */
export const isForServerItself = (facts: Facts, certificate: Certificate): boolean =>
  isOwn(facts, certificate) || isNamedLikeServer(facts, certificate)

/** Whether it is known to have signed itself. */
export const isSelfSigned = ({ subject, issuer }: Certificate): boolean => issuer !== null && sameName(subject, issuer)

/** Whether it signed itself, is not the server's own, and has no host in its subject alternative name, as one of an authority. */
export const isForNobodyButItself = (facts: Facts, certificate: Certificate): boolean =>
  isSelfSigned(certificate) &&
  areNamesRead(certificate) &&
  (certificate.names ?? []).length === 0 &&
  !isForServerItself(facts, certificate)

/** The first labels that are usual for the names by which clients ask for Exchange. */
const usual = /^(?:autodiscover|email|exchange|mail|outlook|owa|webmail)\d{0,2}\../i

/** Whether clients of Exchange usually ask by such a name. */
export const isUsualName = (name: string): boolean => usual.test(name)

/** Whether a certificate holds a name by which clients of Exchange usually ask; a wildcard tells nothing of it. */
export const holdsUsualName = (certificate: Certificate): boolean => namesOf(certificate).some(isUsualName)

/** Whether a host name is one of the names, or covered by a wildcard among them. */
const covers = (names: ReadonlyArray<string>, host: string): boolean =>
  names.some((name) => sameName(name, host) || (name.startsWith('*.') && sameName(name.slice(1), parentOf(host))))

/** What follows the first label of a name, with its dot; nothing where it has one label alone. */
const parentOf = (name: string): string => (name.includes('.') ? name.slice(name.indexOf('.')) : '')

/** Whether it holds a host name, or a wildcard that covers it; null where its names were not read, and its subject tells nothing. */
export const holdsName = (certificate: Certificate, host: string): boolean | null =>
  covers(namesOf(certificate), host) ? true : areNamesRead(certificate) ? false : null

const isBelow = (name: string, domain: string): boolean => `.${name}`.toLowerCase().endsWith(domain.toLowerCase())

/** Whether one of its names is the server's, or of the server's domain or the one above that. */
export const isOfOrganization = (facts: Facts, certificate: Certificate): boolean => {
  if (holdsOwnName(facts, certificate) === true) return true
  const domain = parentOf(fqdnOf(facts) ?? '')
  return namesOf(certificate).some((name) => {
    const parent = parentOf(name)
    return domain !== '' && (isBelow(name, domain) || (parent.lastIndexOf('.') > 0 && isBelow(domain.slice(1), parent)))
  })
}

const nameSetOf = rememberedRecently(
  (certificate: Certificate): ReadonlySet<string> => new Set(namesOf(certificate).map((name) => name.toLowerCase()))
)

/**
 * Whether one certificate is for the same subject as another, and each name that clients accepted of the former is in it.
 * Where names were not read the subject alone decides, if there is one.
 */
export const isForSameNames = (successor: Certificate, former: Certificate): boolean => {
  if (!sameName(former.subject, successor.subject)) return false
  if (!areNamesRead(successor) || !areNamesRead(former)) return former.subject !== ''
  const accepted = [...nameSetOf(former)]
  return accepted.length > 0 && accepted.every((name) => nameSetOf(successor).has(name))
}

/** Whether it holds each name that clients accept of another, whatever its subject; false where names were not read. */
export const holdsNamesOf = (certificate: Certificate, other: Certificate): boolean => {
  const accepted = [...nameSetOf(other)]
  return areNamesRead(certificate) && accepted.length > 0 && accepted.every((name) => nameSetOf(certificate).has(name))
}

const isOfSameIssuer = (a: Certificate, b: Certificate): boolean =>
  a.issuer !== null && a.issuer !== '' && b.issuer !== null && sameName(a.issuer, b.issuer)

/** Whether it begins later; false where that was not read. */
export const isLater = ({ notBefore }: Certificate, former: Certificate): boolean =>
  notBefore !== null && former.notBefore !== null && isBefore(former.notBefore, notBefore)

/** Whether one certificate may follow another, in which clients then trust as before: no older one for the same names, of the same issuer. */
export const isSuccessor = (successor: Certificate, former: Certificate): boolean =>
  isForSameNames(successor, former) && isOfSameIssuer(successor, former) && !isLater(former, successor)
