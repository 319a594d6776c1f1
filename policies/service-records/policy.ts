import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import { exSetupBuild } from '../../facts/exSetupBuild'
import type { Facts } from '../../facts/facts'
import { recordVersion, type ServiceRecord, type ServiceRecords } from '../../facts/sections/serviceRecords'
import type { InOrganization } from '../../judging/inOrganization'
import { appliesWhere } from '../../judging/kind'
import { compliant, type Desired, drift, type Judgement, type Policy, unknown } from '../../judging/policy'
import { type Build, compareBuilds, parseBuild, showBuild } from '../../kernel/compare'
import { serviceRecordsHeadline } from './headline'
import { moving } from './remediation'
import { link, moveAside, section } from './resolution'
import { type Standing, standingOf, whyNotRight } from './standing'

const none = 'no such file'

/** Fewer tell nothing of all services. */
const fewest = 4

/** A record in which most services are Disabled was written after an earlier try had disabled them. */
const isPoisoned = ({ services, disabled }: ServiceRecord): boolean =>
  services !== null && disabled !== null && services >= fewest && disabled * 2 > services

/** The Cumulative Update that wrote it: null for a Security Update; none where the name can't be understood. */
const writerOf = ({ name }: ServiceRecord): O.Option<Build | null> => {
  const version = recordVersion(name)
  if (version === null) return O.none
  return version === '' ? O.some(null) : parseBuild(version)
}

interface Circumstances {
  readonly facts: Facts
  readonly folder: string
  readonly installed: Build
  readonly standing: Standing
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
    resolution: moveAside(all.facts.server, all.folder, file, all.standing),
    remediation: moving(all.facts, all.folder, file, all.standing)
  })

const judgeFile = (all: Circumstances, file: ServiceRecord): Judgement => {
  const path = ['serviceRecords', file.name] as const
  if (file.unreadable !== null) return unknown(path, `${file.name} could not be read: ${file.unreadable}`)
  const writer = writerOf(file)
  if (O.isNone(writer)) return unknown(path, `which update wrote ${file.name} is not known`)
  if (isPoisoned(file)) return leftOver(all, file, writer.value)
  if (writer.value !== null && compareBuilds(writer.value, all.installed) <= 0)
    return compliant(path, `of ${showBuild(writer.value)}, which is installed`)
  const why = whyNotRight(all.standing)
  return why === null
    ? leftOver(all, file, writer.value)
    : unknown(path, `${why}, and ${file.name} may be the record of how they were: keep it until then`)
}

const judge = (
  facts: Facts,
  desired: Desired,
  organization: InOrganization,
  { folder, files }: ServiceRecords
): ReadonlyArray<Judgement> => {
  if (files.length === 0) return [compliant(['serviceRecords'], none)]
  const installed = O.toNullable(exSetupBuild(facts))
  if (installed === null) return [unknown(['serviceRecords'], 'the installed build is not known')]
  const all = { facts, folder, installed, standing: standingOf(facts, desired, organization) }
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
  supports: [
    ...(['identity', 'build', 'setupState', 'services', 'servicesBefore'] as const),
    ...(['installerEvents', 'installedUpdates', 'boot', 'journal'] as const)
  ],
  automation: {
    automated: [
      'A record (ServiceStartupMode*.xml, ServiceState*.xml) is moved into the backup once the services are right, and would be called right without it.',
      'The services that the update disabled must have been enabled before, by services-start or by an administrator.',
      'It stays where it was written after it was judged. Nothing is started, and IIS is not restarted.'
    ],
    byHand: [
      'A record while the services are not right, or this is not known, because it may be needed to put them right.',
      'A record that alone explains why a service is off, because a baseline must explain it first.',
      'A record that has a service on which is Disabled now, because the update may have disabled it.',
      'A record that was written minutes before, or while an update is unfinished or waits for a restart, because the update may still need it.',
      'A record while a remediation that was cut off had services to enable, because nobody knows whether they are all right.',
      'A record of which nobody knows when it was written, because a later change would not be seen.',
      'A record that could not be read, or whose name belongs to no known update, because nobody knows what it is.'
    ]
  },
  applies: appliesWhere(() => null),
  evaluate: (facts, desired, organization) => {
    const found = facts.sections.serviceRecords
    return E.isLeft(found) ? [] : judge(facts, desired, organization, found.right)
  }
}
