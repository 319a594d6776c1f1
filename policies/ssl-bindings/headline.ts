import type { Certificate } from '../../facts/sections/certificates'
import type { Drift, Headline } from '../../judging/policy'
import { type Drifts, grouped, listed, nameIn } from '../headlineParts'
import type { CertificateFault } from '../iis/certificateFaults'
import { commonName } from '../iis/certificateNames'

const mostOfCertificate = 30

/** A certificate by its common name; by the start of its thumbprint, where that is none, or too long for a title. */
const shortName = (certificate: Certificate): string => {
  const name = commonName(certificate) ?? ''
  const isPlain = name !== '' && name.length <= mostOfCertificate && !/[=+\\]/.test(name)
  return isPlain ? name : certificate.thumbprint.slice(0, 8)
}

/** What the title names: the endpoint, what is wrong with its certificate, and which one that is. */
export const namedIn = (endpoint: string, { predicate, certificate }: CertificateFault): Drift['named'] => ({
  endpoint,
  ...(predicate === null ? {} : { fault: predicate }),
  ...(certificate === null ? {} : { certificate: shortName(certificate) })
})

const faultOfEndpoint = (drift: Drift): string => {
  const { endpoint, fault } = drift.named ?? {}
  if (fault !== undefined) return fault
  if (drift.actual !== 'absent') {
    const where = drift.path[0] === 'httpSys' ? 'http.sys' : nameIn(drift)
    return `${where}: ${endpoint === undefined ? drift.actual : `${endpoint} has no certificate`}`
  }
  return drift.path[0] === 'bindings' ? 'has no https binding' : 'has no certificate in http.sys'
}

const certificateName = (drifts: Drifts): string => {
  const [first, ...others] = [...new Set(drifts.flatMap(({ named }) => named?.certificate ?? []))]
  return first === undefined || others.length > 0 ? '' : `: ${first}`
}

const ofEndpoints = ([fault, drifts]: readonly [string, Drifts]): string => {
  const endpoints = drifts.flatMap(({ named }) => (named?.fault === undefined ? [] : (named.endpoint ?? [])))
  const [first, ...others] = endpoints
  if (first !== undefined)
    return `certificate of ${first} ${fault}${certificateName(drifts)}${others.length === 0 ? '' : ` (also ${listed(others)})`}`
  return drifts[0]?.actual === 'absent' ? `${listed(drifts.map(nameIn))} ${fault}` : fault
}

/** Endpoints by what is wrong with their certificate: `certificate of *:443 expired on 2026-10-03`. */
export const sslBindingsHeadline: Headline = {
  title: (drifts) => grouped(drifts, faultOfEndpoint).map(ofEndpoints).join('; '),
  why: () => 'Clients show a warning or refuse to connect, and OWA and the EAC can stay blank.'
}
