import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import type { Facts } from '../../facts/facts'
import type { ServiceRecord, ServiceRecords } from '../../facts/sections/serviceRecords'
import type { InOrganization } from '../../judging/inOrganization'
import { appliesWhere } from '../../judging/kind'
import { compliant, type Desired, drift, type Judgement, type Policy, unknown } from '../../judging/policy'
import { type Build, compareBuilds, parseBuild, showBuild } from '../../kernel/compare'
import { servicesStart } from '../services-start/policy'
import { serviceRecordsHeadline } from './headline'
import { link, moveAside, moving, section } from './resolution'

const none = 'no such file'

/** Fewer tell nothing of all services. */
const fewest = 4

/** A record in which most services are Disabled was written after an earlier try had disabled them. */
const isPoisoned = ({ services, disabled }: ServiceRecord): boolean =>
  services !== null && disabled !== null && services >= fewest && disabled * 2 > services

/** The Cumulative Update that wrote it: null for a Security Update; none where the name can't be understood. */
const writerOf = ({ name }: ServiceRecord): O.Option<Build | null> => {
  const version = /^Service(?:StartupMode|State)([\d.]*)\.xml$/i.exec(name)?.[1]
  if (version === undefined) return O.none
  return version === '' ? O.some(null) : parseBuild(version)
}

/** Whether the services are as they should be: null where that isn't known. */
const areRight = (facts: Facts, desired: Desired, organization: InOrganization): boolean | null => {
  const judged = servicesStart.evaluate(facts, desired, organization)
  if (judged.some(({ _tag }) => _tag === 'Drift')) return false
  return judged.some(({ _tag }) => _tag === 'Unknown') || !judged.some(({ _tag }) => _tag === 'Compliant') ? null : true
}

/** The same facts as if the records were gone: what then asks for the services are a baseline, a log, or the role's defaults. */
const withoutRecords = (facts: Facts): Facts => {
  const { servicesBefore } = facts.sections
  return E.isLeft(servicesBefore)
    ? facts
    : {
        ...facts,
        sections: {
          ...facts.sections,
          servicesBefore: E.right({ ...servicesBefore.right, startModes: null, states: null, unread: null })
        }
      }
}

interface Circumstances {
  readonly facts: Facts
  readonly folder: string
  readonly installed: Build
  readonly right: boolean | null
  /** They would be judged right without the records, too. */
  readonly rightWithout: boolean
}

const written = ({ modified }: ServiceRecord): string =>
  modified === null ? 'written at an unknown time' : `written ${modified}`

const source = ({ folder }: Circumstances, file: ServiceRecord): string =>
  `${folder}\\${file.name} was ${written(file)}${file.size === null ? '' : `, and has ${file.size} bytes`}.`

const danger = (writer: Build | null): string =>
  writer === null
    ? 'ServiceControl.ps1 AfterPatch sets the services to what this file has, also one of an earlier update.'
    : `Setup of ${showBuild(writer)} does not write this file again: it takes it for the state before its next try.`

const leftOver = (all: Circumstances, file: ServiceRecord, writer: Build | null): Judgement =>
  drift({
    path: ['serviceRecords', file.name],
    actual: isPoisoned(file) ? `${file.disabled} of ${file.services} services Disabled` : written(file),
    desired: none,
    evidence: [
      source(all, file),
      ...(isPoisoned(file) ? ['It was written after an earlier try had disabled the services.'] : []),
      danger(writer)
    ],
    resolution: moveAside(all.facts.server, all.folder, file, {
      right: all.right === true,
      rightWithout: all.rightWithout
    }),
    remediation: moving
  })

const whyNotYet = (right: boolean | null): string =>
  right === null ? 'whether the services are right is not known' : 'the services are not right yet'

const judgeFile = (all: Circumstances, file: ServiceRecord): Judgement => {
  const path = ['serviceRecords', file.name] as const
  if (file.unreadable !== null) return unknown(path, `${file.name} could not be read: ${file.unreadable}`)
  const writer = writerOf(file)
  if (O.isNone(writer)) return unknown(path, `which update wrote ${file.name} is not known`)
  if (isPoisoned(file)) return leftOver(all, file, writer.value)
  if (writer.value !== null && compareBuilds(writer.value, all.installed) <= 0)
    return compliant(path, `of ${showBuild(writer.value)}, which is installed`)
  return all.right === true
    ? leftOver(all, file, writer.value)
    : unknown(path, `${whyNotYet(all.right)}, and ${file.name} may be the record of how they were: keep it until then`)
}

const judge = (
  facts: Facts,
  desired: Desired,
  organization: InOrganization,
  { folder, files }: ServiceRecords
): ReadonlyArray<Judgement> => {
  if (files.length === 0) return [compliant(['serviceRecords'], none)]
  const { build } = facts.sections
  const installed = pipe(
    E.isRight(build) ? O.fromNullable(build.right.exSetup) : O.none,
    O.chain(parseBuild),
    O.toNullable
  )
  if (installed === null) return [unknown(['serviceRecords'], 'the installed build is not known')]
  const right = areRight(facts, desired, organization)
  const rightWithout = right === true && areRight(withoutRecords(facts), desired, organization) === true
  const all = { facts, folder, installed, right, rightWithout }
  return files.map((file) => judgeFile(all, file))
}

/** What an earlier update recorded of the services must not be taken for their state before the next one. */
export const serviceRecords: Policy = {
  name: 'service-records',
  title: 'No record of the services is left of an earlier update',
  headline: serviceRecordsHeadline,
  section,
  link,
  stage: 'always',
  level: 'advisory',
  decides: ['serviceRecords'],
  supports: ['identity', 'build', 'services', 'servicesBefore'],
  automation: {
    automated: [],
    byHand: [
      'All of it, since nobody may take a record away while an update runs, or while the services are not as before it.'
    ]
  },
  applies: appliesWhere(() => null),
  evaluate: (facts, desired, organization) => {
    const found = facts.sections.serviceRecords
    return E.isLeft(found) ? [] : judge(facts, desired, organization, found.right)
  }
}
