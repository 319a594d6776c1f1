import * as t from 'io-ts'
import { factOf, factWhenAsked, namesOf } from './factType'
import { acls } from './sections/acls'
import { antivirus } from './sections/antivirus'
import { appPools } from './sections/appPools'
import { aspNetEvents } from './sections/aspNetEvents'
import { bindings } from './sections/bindings'
import { boot } from './sections/boot'
import { build } from './sections/build'
import { certificates } from './sections/certificates'
import { codePage } from './sections/codePage'
import { configFiles } from './sections/configFiles'
import { customMetadata } from './sections/customMetadata'
import { executionPolicy } from './sections/executionPolicy'
import { extendedProtection } from './sections/extendedProtection'
import { framework } from './sections/framework'
import { httpEvents } from './sections/httpEvents'
import { httpSys } from './sections/httpSys'
import { identity } from './sections/identity'
import { installedUpdates } from './sections/installedUpdates'
import { installerCache } from './sections/installerCache'
import { installerEvents } from './sections/installerEvents'
import { iocTraces } from './sections/iocTraces'
import { journal } from './sections/journal'
import { localStates } from './sections/localStates'
import { mailQueue } from './sections/mailQueue'
import { pageFolders } from './sections/pageFolders'
import { patchFile } from './sections/patchFile'
import { pendingRestart } from './sections/pendingRestart'
import { proxyEvents } from './sections/proxyEvents'
import { revocation } from './sections/revocation'
import { serviceEvents } from './sections/serviceEvents'
import { serviceRecords } from './sections/serviceRecords'
import { services } from './sections/services'
import { servicesBefore } from './sections/servicesBefore'
import { setupLog } from './sections/setupLog'
import { setupMedia } from './sections/setupMedia'
import { setupState } from './sections/setupState'
import { sharedWebConfig } from './sections/sharedWebConfig'
import { transportEvents } from './sections/transportEvents'
import { webConfigs } from './sections/webConfigs'
import { webRoots } from './sections/webRoots'

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
  localStates: factOf(localStates),
  aspNetEvents: factOf(aspNetEvents),
  proxyEvents: factOf(proxyEvents),
  httpEvents: factOf(httpEvents),
  installerEvents: factOf(installerEvents),
  serviceEvents: factOf(serviceEvents),
  appPools: factOf(appPools),
  webConfigs: factOf(webConfigs),
  customMetadata: factOf(customMetadata),
  pageFolders: factOf(pageFolders),
  revocation: factOf(revocation),
  installedUpdates: factOf(installedUpdates),
  installerCache: factOf(installerCache),
  configFiles: factOf(configFiles),
  pendingRestart: factOf(pendingRestart),
  mailQueue: factOf(mailQueue),
  transportEvents: factOf(transportEvents),
  boot: factOf(boot),
  framework: factOf(framework),
  codePage: factOf(codePage),
  webRoots: factOf(webRoots),
  setupMedia: factOf(setupMedia),
  patchFile: factOf(patchFile),
  iocTraces: factWhenAsked(iocTraces, 'the logs were not searched for traces of intruders'),
  antivirus: factOf(antivirus),
  extendedProtection: factOf(extendedProtection),
  serviceRecords: factOf(serviceRecords)
}

export type Section = keyof typeof registry

export const sectionNames: ReadonlyArray<Section> = namesOf(registry)

/** The sections of an ordinary reading: it lacks what is only read where somebody asks for it. */
export const ordinarySections: ReadonlyArray<Section> = sectionNames.filter(
  (name) => registry[name].whyNotAsked === null
)

/** All sections of a server; each is known, or unreadable with the reason. */
export const sections = t.readonly(t.type(registry))

export type Sections = t.TypeOf<typeof sections>
