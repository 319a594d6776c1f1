import { activeDirectory } from './families/activeDirectory'
import { arbitrationMailboxes } from './families/arbitrationMailboxes'
import { certificates } from './families/certificates'
import { databases } from './families/databases'
import { disk } from './families/disk'
import { domainAndSite } from './families/domainAndSite'
import { fipfs } from './families/fipfs'
import { iis } from './families/iis'
import { installerCache } from './families/installerCache'
import { languagePacks } from './families/languagePacks'
import { packages } from './families/packages'
import { pendingRestart } from './families/pendingRestart'
import { permissions } from './families/permissions'
import { publicFolders } from './families/publicFolders'
import { runtime } from './families/runtime'
import { schema } from './families/schema'
import { search } from './families/search'
import { services } from './families/services'
import { startedFromBin } from './families/startedFromBin'
import { transport } from './families/transport'
import { virtualDirectories } from './families/virtualDirectories'
import { wellKnownObjects } from './families/wellKnownObjects'
import { windowsPrerequisites } from './families/windowsPrerequisites'
import type { KnownIssue } from './knownIssue'

/** The known issues by family, the special ones first: of those that fit an error the first one explains it. */
export const families: Readonly<Record<string, ReadonlyArray<KnownIssue>>> = {
  installerCache,
  languagePacks,
  packages,
  wellKnownObjects,
  arbitrationMailboxes,
  schema,
  domainAndSite,
  permissions,
  services,
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
  runtime
}

/** Issues that say only that the installer failed; a cause that its own log tells comes before them. */
const general = ['msi-fatal-error', 'installer-failed']

const all = Object.values(families).flat()

export const knownIssues: ReadonlyArray<KnownIssue> = [
  ...all.filter(({ id }) => !general.includes(id)),
  ...all.filter(({ id }) => general.includes(id))
]
