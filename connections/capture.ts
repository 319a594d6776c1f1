import { basename, resolve } from 'node:path'
import { sequenceS } from 'fp-ts/Apply'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as T from 'fp-ts/Task'
import * as TE from 'fp-ts/TaskEither'
import { decodeFacts } from '../facts/decode'
import { type Fact, unreadable } from '../facts/fact'
import type { Facts } from '../facts/facts'
import { bindingsFile, readBindings } from './capture/bindings'
import { exSetupFile, installPathOf, readBuild } from './capture/build'
import { certificatesFile, readCertificates } from './capture/certificates'
import { operatingSystemFile, readCollectedAt } from './capture/collectedAt'
import { checkCapture, readWithin } from './capture/folder'
import { readIdentity, serverFile, serverNameOf } from './capture/identity'
import { type Output, parseOutput } from './capture/objects'
import { readServices, servicesFile } from './capture/services'
import { clientAccessFile, httpProxyFile, readSharedWebConfig } from './capture/sharedWebConfig'
import { type Reading, unreadableReading } from './reading'

/** The files of a capture that facts are made of, each read or unreadable. */
interface Files {
  readonly server: Fact<Output>
  readonly exSetup: Fact<Output>
  readonly services: Fact<Output>
  readonly bindings: Fact<Output>
  readonly certificates: Fact<Output>
  readonly operatingSystem: Fact<Output>
  readonly clientAccess: Fact<string>
  readonly httpProxy: Fact<string>
}

const readFiles = (folder: string): T.Task<Files> => {
  const text = readWithin(folder)
  const output = (path: string) => pipe(text(path), TE.chainEitherK(parseOutput(path)))
  return sequenceS(T.ApplyPar)({
    server: output(serverFile),
    exSetup: output(exSetupFile),
    services: output(servicesFile),
    bindings: output(bindingsFile),
    certificates: output(certificatesFile),
    operatingSystem: output(operatingSystemFile),
    clientAccess: text(clientAccessFile),
    httpProxy: text(httpProxyFile)
  })
}

const known = <A, B>(fact: Fact<A>, read: (value: A) => B | null): B | null =>
  E.isRight(fact) ? read(fact.right) : null

const readSections = (files: Files): Readonly<Record<string, Fact<unknown>>> => ({
  identity: pipe(files.server, E.chain(readIdentity(known(files.exSetup, installPathOf)))),
  build: pipe(files.exSetup, E.chain(readBuild)),
  services: pipe(files.services, E.chain(readServices)),
  bindings: pipe(files.bindings, E.chain(readBindings)),
  certificates: pipe(files.certificates, E.chain(readCertificates)),
  sharedWebConfig: readSharedWebConfig(files.clientAccess, files.httpProxy, known(files.exSetup, installPathOf)),
  httpSys: unreadable('a capture does not tell the certificate records of http.sys'),
  acls: unreadable('a capture does not tell the permissions of folders'),
  setupLog: unreadable('a capture holds no logs of setup')
})

/** What no capture holds, and a verdict can stand without; the coverage says so. */
const withoutRecords = (facts: Facts): Facts => {
  const absent = (reason: string) => E.left({ reason, absent: true })
  return {
    ...facts,
    sections: {
      ...facts.sections,
      servicesBefore: absent('a capture does not tell what an update recorded of the services'),
      journal: absent('a capture does not tell the journal of remediations')
    }
  }
}

const damageOf = (facts: ReadonlyArray<Fact<unknown>>): ReadonlyArray<string> =>
  facts.flatMap((fact) => (E.isLeft(fact) && fact.left.damaged === true ? [fact.left.reason] : []))

const assemble =
  (folderName: string) =>
  (files: Files): Reading => {
    const sections = readSections(files)
    const recording = {
      version: 1,
      server: known(files.server, serverNameOf) ?? folderName,
      collectedAt: known(files.operatingSystem, readCollectedAt),
      facts: Object.fromEntries(
        Object.entries(sections).map(([name, fact]) => [
          name,
          E.isLeft(fact) ? { error: fact.left.reason } : fact.right
        ])
      )
    }
    const damage = damageOf([...Object.values(files), ...Object.values(sections)])
    return pipe(
      decodeFacts(recording),
      E.fold(
        (reason) => unreadableReading(folderName, reason),
        (decoded) => ({
          facts: withoutRecords(decoded.facts),
          errors: [...new Set([...damage, ...decoded.damage])],
          readable: true
        })
      )
    )
  }

/**
 * Reads a capture: a folder of files that Export-CliXml made, by command, below Exchange and OS. What it lacks is
 * unreadable and no fault; what it holds but can't be used is an error that names the file.
 */
export const readCapture = (folder: string): T.Task<Reading> => {
  const folderName = basename(resolve(folder))
  return pipe(
    checkCapture(folder),
    TE.matchE(
      (reason) => T.of(unreadableReading(folderName, reason)),
      () => pipe(readFiles(folder), T.map(assemble(folderName)))
    )
  )
}
