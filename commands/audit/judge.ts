import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as T from 'fp-ts/Task'
import * as TE from 'fp-ts/TaskEither'
import { ageLimit, defaultMaxAge } from '../../connections/age'
import { readCapture } from '../../connections/capture'
import { notDatedAhead } from '../../connections/clock'
import { asAskedFor, type Reading } from '../../connections/reading'
import { readRecorded } from '../../connections/recorded'
import { readLogFile, readSetupFolder } from '../../connections/setup-log/setupFolder'
import type { Facts } from '../../facts/facts'
import type { Section } from '../../facts/registry'
import { judge } from '../../judging/evaluate'
import { judgeFleet } from '../../judging/fleet'
import { namingDag } from '../../judging/ifMember'
import type { Organization } from '../../judging/inOrganization'
import type { Policy } from '../../judging/policy'
import type { Standard } from '../../judging/standard'
import { policies } from '../../policies/catalogue'
import type { Audit, AuditedServer } from '../../reports/audit'
import type { AuditArguments } from './arguments'
import { organizationFor } from './organizations'
import type { Source } from './sources'

/** Without a stack there are no waivers, and every policy is in force at its own level. */
const standardOf = ({ stage }: AuditArguments, organization: Organization): Standard => ({
  desired: { build: 'latest', services: {}, baseline: null },
  enforcement: { level: 'mandatory', policies: {}, stage },
  waivers: [],
  organization
})

/** Facts that hold the identity of another server than they say would answer for a server that nobody read. */
const ofOneServer = (reading: Reading): Reading => asAskedFor(reading.facts.server)(reading)

const read = ({ type, path }: Source): T.Task<Reading> => {
  switch (type) {
    case 'recorded':
      return pipe(readRecorded(path), T.map(ofOneServer))
    case 'captures':
      return readCapture(path)
    case 'setup-log':
      return readLogFile(path)
    case 'setup-folder':
      return readSetupFolder(path)
  }
}

/** A log can't tell what most policies ask; it is judged only by those that it decides. */
const logSections: ReadonlyArray<Section> = ['setupLog', 'servicesBefore']

const isLog = ({ type }: Source): boolean => type === 'setup-log' || type === 'setup-folder'

const isDecidedBy =
  (source: Source) =>
  ({ decides }: Policy): boolean =>
    !isLog(source) || decides.every((section) => logSections.includes(section))

/** Facts of a server are dated by its own clock, or by that of whoever recorded them. */
const dated = (source: Source, facts: Facts): Facts => (isLog(source) ? facts : notDatedAhead(Date.now())(facts))

const siteOf = ({ sections: { identity } }: Facts): string | null => (E.isRight(identity) ? identity.right.site : null)

const judgeReading =
  (args: AuditArguments, source: Source, organizationOf: (server: Facts) => Organization) =>
  ({ facts: read, errors }: Reading): Audit => {
    const facts = dated(source, read)
    const wanted = policies
      .filter(({ name }) => args.policies.length === 0 || args.policies.includes(name))
      .filter(isDecidedBy(source))
    const organization = organizationOf(facts)
    const server: AuditedServer = {
      server: facts.server,
      dag: null,
      site: siteOf(facts),
      source: source.path,
      log: isLog(source),
      isRecorded: true,
      ageLimit: isLog(source) ? null : ageLimit(defaultMaxAge),
      facts,
      verdicts: namingDag(facts, organization, null, judge(wanted, facts, standardOf(args, organization)))
    }
    return { errors: errors.map((message) => ({ source: source.path, message })), servers: [server] }
  }

/** Reads a source and judges it by the policies that the command line asks for. */
export const judgeSource = (
  args: AuditArguments,
  source: Source,
  organizationOf: (server: Facts) => Organization = organizationFor([])
): T.Task<Audit> =>
  pipe(
    TE.tryCatch(
      pipe(read(source), T.map(judgeReading(args, source, organizationOf))),
      (error) => `reading it broke off; this is a defect: ${error instanceof Error ? error.message : error}`
    ),
    TE.getOrElse((message) => T.of<Audit>({ errors: [{ source: source.path, message }], servers: [] }))
  )

/** Adds what only all servers of an audit together tell; logs tell nothing of that. */
export const judgeTogether = (
  args: AuditArguments,
  audit: Audit,
  organizationOf: (server: Facts) => Organization
): Audit => {
  const wanted = policies.filter(({ name }) => args.policies.length === 0 || args.policies.includes(name))
  const servers = audit.servers.filter(({ log }) => !log)
  const all = judgeFleet(
    wanted,
    servers.map(({ facts, verdicts }) => ({ facts, verdicts, standard: standardOf(args, organizationOf(facts)) }))
  )
  const verdictsOf = new Map(servers.map((server, index) => [server, all[index] ?? server.verdicts]))
  return {
    ...audit,
    servers: audit.servers.map((server) => ({ ...server, verdicts: verdictsOf.get(server) ?? server.verdicts }))
  }
}
