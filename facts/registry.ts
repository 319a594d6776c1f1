import * as t from 'io-ts'
import { factOf, namesOf } from './factType'
import { acls } from './sections/acls'
import { bindings } from './sections/bindings'
import { build } from './sections/build'
import { certificates } from './sections/certificates'
import { executionPolicy } from './sections/executionPolicy'
import { httpSys } from './sections/httpSys'
import { identity } from './sections/identity'
import { journal } from './sections/journal'
import { localStates } from './sections/localStates'
import { services } from './sections/services'
import { servicesBefore } from './sections/servicesBefore'
import { setupLog } from './sections/setupLog'
import { setupState } from './sections/setupState'
import { sharedWebConfig } from './sections/sharedWebConfig'

/** The one list of what is known of a server, in the order in which it is read and shown. */
export const registry = {
  identity: factOf(identity),
  build: factOf(build),
  services: factOf(
    services,
    'the list of services is empty, and every Windows computer has services; so they were not read'
  ),
  bindings: factOf(bindings),
  httpSys: factOf(httpSys),
  certificates: factOf(certificates),
  sharedWebConfig: factOf(sharedWebConfig),
  acls: factOf(acls),
  setupLog: factOf(setupLog),
  servicesBefore: factOf(servicesBefore),
  journal: factOf(journal),
  setupState: factOf(setupState),
  executionPolicy: factOf(executionPolicy),
  localStates: factOf(localStates)
}

export type Section = keyof typeof registry

export const sectionNames: ReadonlyArray<Section> = namesOf(registry)

/** All sections of a server; each is known, or unreadable with the reason. */
export const sections = t.readonly(t.type(registry))

export type Sections = t.TypeOf<typeof sections>
