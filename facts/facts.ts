import type * as t from 'io-ts'
import type { Fact } from './fact'
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

/** One codec for each fact section, by the section's name in the recorded facts. */
export const sections = {
  identity,
  build,
  services,
  bindings,
  httpSys,
  certificates,
  sharedWebConfig,
  acls,
  setupLog,
  servicesBefore,
  journal,
  setupState,
  executionPolicy,
  localStates
}

export type Section = keyof typeof sections

/** The section names, in the order in which they are read and shown. */
export const sectionNames: ReadonlyArray<Section> = [
  'identity',
  'build',
  'services',
  'bindings',
  'httpSys',
  'certificates',
  'sharedWebConfig',
  'acls',
  'setupLog',
  'servicesBefore',
  'journal',
  'setupState',
  'executionPolicy',
  'localStates'
]

/**
 * What is known of one server. `collectedAt` (ISO 8601, UTC) is the only clock that policies have; where it is null since
 * that clock can't be trusted, `clock` says why in one sentence.
 */
export interface Facts {
  readonly server: string
  readonly collectedAt: string | null
  readonly clock: string | null
  readonly sections: { readonly [K in Section]: Fact<t.TypeOf<(typeof sections)[K]>> }
}
