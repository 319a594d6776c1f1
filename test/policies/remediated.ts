import { judge } from '../../judging/evaluate'
import { noOrganization } from '../../judging/inOrganization'
import type { Desired } from '../../judging/policy'
import type { Standard } from '../../judging/standard'
import { policies, rules } from '../../policies/catalogue'
import { planRemediation, type RemediationPlan } from '../../remediation/plan'
import { certificate as stored } from '../support/certificates'
import {
  backEndCertificate,
  frontEndCertificate,
  healthySections,
  type RecordedSections,
  serverFacts
} from '../support/server'

/** A standard in which every mandatory policy is to be remediated, with some of its parts replaced. */
export const remediating = (desired: Partial<Desired> = {}, parts: Partial<Standard> = {}): Standard => ({
  desired: { build: { 2019: '15.2.1748.10' }, services: {}, baseline: null, ...desired },
  enforcement: { level: 'remediate', policies: {}, stage: null },
  waivers: [],
  organization: noOrganization,
  ...parts
})

/** The plan for a server that differs from a healthy one, by the whole catalogue. */
export const planFor = (sections: RecordedSections, standard: Standard = remediating()): RemediationPlan => {
  const facts = serverFacts({ journal: { lastEntry: 0 }, ...sections })
  return planRemediation(rules, facts, judge(policies, facts, standard))
}

/** The steps of a plan by their titles; what refuses it, if it does. */
export const told = (plan: RemediationPlan): ReadonlyArray<string> => {
  switch (plan._tag) {
    case 'Nothing':
      return []
    case 'Refused':
      return plan.reasons.map((reason) => `refused: ${reason}`)
    case 'Planned':
      return plan.steps.map(({ title }) => title)
  }
}

export const scriptOf = (plan: RemediationPlan): string => (plan._tag === 'Planned' ? plan.script : '')

interface Listed {
  readonly name: string
  readonly status: string
  readonly startType: string
}

const healthyServices: ReadonlyArray<Listed> = JSON.parse(JSON.stringify(healthySections.services))

/** The healthy server's services with some changed or added. */
export const withServices = (...changed: ReadonlyArray<Listed>): RecordedSections => ({
  services: [...healthyServices.filter(({ name }) => !changed.some((one) => one.name === name)), ...changed]
})

export const service = (name: string, startType: string, status: string): Listed => ({ name, startType, status })

const extra = [service('NetTcpPortSharing', 'Automatic', 'Running')]

/** The server as a failed update leaves it, and as it was before. */
export const allDisabled: RecordedSections = {
  servicesBefore: {
    ...{ startModes: null, states: null, unread: [] },
    runs: [{ line: 1, kind: 'before', succeeded: true, stopped: [], unrestored: [], errors: [] }]
  },
  services: [...healthyServices, ...extra].map(({ name }) => service(name, 'Disabled', 'Stopped'))
}
export const before = { baseline: { ...serverFacts(withServices(...extra)), collectedAt: '2026-10-30T08:00:00Z' } }

export const installPath = 'C:\\Program Files\\Microsoft\\Exchange Server\\V15\\'
export const owa = `${installPath}FrontEnd\\HttpProxy\\owa\\auth`
const ecp = `${installPath}FrontEnd\\HttpProxy\\ecp\\auth`
const healthySddl = 'D:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIID;0x1200a9;;;AU)'

export const owaHas = (sddl: string, inherits: boolean): RecordedSections => ({
  acls: [
    { path: owa, sddl, inherits },
    { path: ecp, sddl: healthySddl, inherits: true }
  ]
})

const bound = (site: string, address: string, port: number, thumbprint: string | null) => ({
  site,
  protocol: 'https',
  address,
  port,
  host: '',
  thumbprint
})

/** One for clients is of an authority; the server's own names itself as its issuer. */
export const certificate = (thumbprint: string, subject: string, changes: Readonly<Record<string, unknown>> = {}) =>
  stored(thumbprint, subject, {
    issuer: subject.startsWith('CN=mail.') ? 'CN=Contoso Public CA' : subject,
    ...changes
  })

/** The certificate of the front end before its last renewal. */
export const formerStored = certificate('C'.repeat(40), 'CN=mail.contoso.example', { notAfter: '2026-10-01T00:00:00Z' })

/** Front end and back end have lost their certificates; 127.0.0.1:443 has the one before the last renewal. */
export const bindingsLost: RecordedSections = {
  bindings: [
    bound('Default Web Site', '', 443, null),
    bound('Default Web Site', '127.0.0.1', 443, null),
    bound('Exchange Back End', '*', 444, null)
  ],
  httpSys: [{ address: '127.0.0.1', port: 443, host: null, thumbprint: 'C'.repeat(40) }],
  certificates: [
    certificate('A'.repeat(40), 'CN=mail.contoso.example'),
    certificate('B'.repeat(40), 'CN=EX01'),
    formerStored
  ]
}

/** The back end has lost its binding and its record. */
export const backEndMissing: RecordedSections = {
  bindings: [bound('Default Web Site', '', 443, frontEndCertificate)],
  httpSys: [{ address: '0.0.0.0', port: 443, host: null, thumbprint: frontEndCertificate }]
}

export const frontStored = certificate(frontEndCertificate, 'CN=mail.contoso.example')
export const backStored = certificate(backEndCertificate, 'CN=EX01')
