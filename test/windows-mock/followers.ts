import type { SectionName } from './collectorCases'

const ofIis: ReadonlyArray<SectionName> = ['appPools', 'webConfigs', 'customMetadata', 'extendedProtection']
const ofApplication: ReadonlyArray<SectionName> = ['aspNetEvents', 'proxyEvents', 'installerEvents', 'transportEvents']
const ofSystem: ReadonlyArray<SectionName> = ['httpEvents', 'serviceEvents', 'boot']
const ofFolder: ReadonlyArray<SectionName> = ['webConfigs', 'pageFolders', 'configFiles', 'mailQueue', 'webRoots']

/** The sections that are read from the same place as another, and may change with it. */
export const followers: Readonly<Partial<Record<SectionName, ReadonlyArray<SectionName>>>> = {
  identity: ofFolder,
  build: ofFolder,
  acls: ['pageFolders', 'webRoots'],
  services: ['appPools'],
  bindings: [...ofIis, 'webRoots'],
  appPools: [...ofIis, 'bindings', 'webRoots'],
  customMetadata: [...ofIis, 'bindings', 'webRoots'],
  webConfigs: [...ofIis, 'bindings', ...ofFolder],
  extendedProtection: [...ofIis, 'bindings', 'webRoots'],
  webRoots: [...ofIis, 'bindings', ...ofFolder],
  pageFolders: ofFolder,
  configFiles: ofFolder,
  mailQueue: ofFolder,
  aspNetEvents: ofApplication,
  proxyEvents: ofApplication,
  installerEvents: ofApplication,
  transportEvents: ofApplication,
  httpEvents: ofSystem,
  serviceEvents: ofSystem,
  boot: ofSystem,
  setupLog: ['serviceRecords'],
  servicesBefore: ['serviceRecords'],
  iocTraces: ofApplication
}
