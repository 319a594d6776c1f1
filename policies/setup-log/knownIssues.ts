import { activeDirectory } from './families/activeDirectory'
import { arbitrationMailboxes } from './families/arbitrationMailboxes'
import { certificateReasons } from './families/certificateReasons'
import { certificates } from './families/certificates'
import { databaseCodes } from './families/databaseCodes'
import { databases } from './families/databases'
import { directoryAnswers } from './families/directoryAnswers'
import { directoryCodes } from './families/directoryCodes'
import { directoryRefusals } from './families/directoryRefusals'
import { disk } from './families/disk'
import { domainAndSite } from './families/domainAndSite'
import { domainMembership } from './families/domainMembership'
import { domainObjects } from './families/domainObjects'
import { edge } from './families/edge'
import { fipfs } from './families/fipfs'
import { iis } from './families/iis'
import { installerActions } from './families/installerActions'
import { installerCache } from './families/installerCache'
import { installerCodes } from './families/installerCodes'
import { installerFiles } from './families/installerFiles'
import { languagePacks } from './families/languagePacks'
import { media } from './families/media'
import { organizationObjects } from './families/organizationObjects'
import { organizationRights } from './families/organizationRights'
import { packages } from './families/packages'
import { pendingRestart } from './families/pendingRestart'
import { permissions } from './families/permissions'
import { powershellPolicy } from './families/powershellPolicy'
import { programs } from './families/programs'
import { publicFolders } from './families/publicFolders'
import { readinessRules } from './families/readinessRules'
import { recovery } from './families/recovery'
import { removal } from './families/removal'
import { replicationDelay } from './families/replicationDelay'
import { runtime } from './families/runtime'
import { schema } from './families/schema'
import { search } from './families/search'
import { securityUpdates } from './families/securityUpdates'
import { serviceStart } from './families/serviceStart'
import { services } from './families/services'
import { startedFromBin } from './families/startedFromBin'
import { transport } from './families/transport'
import { virtualDirectories } from './families/virtualDirectories'
import { wellKnownObjects } from './families/wellKnownObjects'
import { windowsFeatures } from './families/windowsFeatures'
import { windowsParts } from './families/windowsParts'
import { windowsPrerequisites } from './families/windowsPrerequisites'
import { windowsRights } from './families/windowsRights'
import { windowsServices } from './families/windowsServices'
import { windowsState } from './families/windowsState'
import type { KnownIssue } from './knownIssue'

/** The known issues by family. Which one explains an error is decided by its evidence, not by its place. */
export const families: Readonly<Record<string, ReadonlyArray<KnownIssue>>> = {
  installerCache,
  languagePacks,
  packages,
  wellKnownObjects,
  arbitrationMailboxes,
  schema,
  domainMembership,
  domainAndSite,
  permissions,
  windowsRights,
  services,
  windowsServices,
  databases,
  search,
  fipfs,
  virtualDirectories,
  pendingRestart,
  startedFromBin,
  windowsPrerequisites,
  activeDirectory,
  publicFolders,
  transport,
  iis,
  certificates,
  disk,
  runtime,
  organizationObjects,
  programs,
  recovery,
  domainObjects,
  replicationDelay,
  edge,
  securityUpdates,
  removal,
  windowsFeatures,
  installerCodes,
  installerFiles,
  installerActions,
  serviceStart,
  powershellPolicy,
  directoryCodes,
  organizationRights,
  databaseCodes,
  media,
  certificateReasons,
  readinessRules,
  windowsState,
  windowsParts,
  directoryAnswers,
  directoryRefusals
}

export const knownIssues: ReadonlyArray<KnownIssue> = Object.values(families).flat()
