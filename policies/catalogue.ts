import type { Policy } from '../judging/policy'
import type { Rules } from '../remediation/plan'
import { adPreparation } from './ad-preparation/policy'
import { adminNames } from './admin-names/policy'
import { antivirusExclusions } from './antivirus-exclusions/policy'
import { bindingLoss } from './binding-loss/policy'
import { halfUpdated } from './build/halfUpdated'
import { build } from './build/policy'
import { casCasProxying } from './cas-cas-proxying/policy'
import { certificateExpiry } from './certificate-expiry/policy'
import { customFiles } from './custom-files/policy'
import { customFilesSaved } from './custom-files-saved/policy'
import { dagBuild } from './dag-build/policy'
import { dagHealth } from './dag-health/policy'
import { dbcsWindows } from './dbcs-windows/policy'
import { executionPolicy } from './execution-policy/policy'
import { extendedProtection } from './extended-protection/policy'
import { fileRenames } from './file-renames/policy'
import { folderAcls } from './folder-acls/policy'
import { framework } from './framework/policy'
import { http500 } from './http-500/policy'
import { restartStep } from './iis/restart'
import { indicatorsOfCompromise } from './indicators-of-compromise/policy'
import { installerCache } from './installer-cache/policy'
import { interimUpdates } from './interim-updates/policy'
import { mailFlow } from './mail-flow/policy'
import { maintenance } from './maintenance/policy'
import { oauthCertificate } from './oauth-certificate/policy'
import { pageFolders } from './page-folders/policy'
import { pendingRestart } from './pending-restart/policy'
import { revocationCheck } from './revocation-check/policy'
import { serviceRecords } from './service-records/policy'
import { servicesStart } from './services-start/policy'
import {
  cannotStartTheService,
  errorCode1603,
  errorDuringSetup,
  olderCuOrLanguagePack,
  restartPending,
  servicesNotStopping,
  setupDoesNotRun,
  setupOrPrepareAdError,
  upgradePatch
} from './setup-log/policies'
import { setupMedia } from './setup-media/policy'
import { sharedWebConfig } from './shared-web-config/policy'
import { sslBindings } from './ssl-bindings/policy'
import { supportingServices } from './supporting-services/policy'
import { unfinishedUpdate } from './unfinished-update/policy'
import { updatePackage } from './update-package/policy'
import { webSites } from './web-sites/policy'

/** What every remediation obeys. */
export const rules: Rules = { guards: [halfUpdated], restart: restartStep }

/** The catalogue: every policy, in the order of the article's sections. */
export const policies: ReadonlyArray<Policy> = [
  indicatorsOfCompromise,
  build,
  unfinishedUpdate,
  dagBuild,
  http500,
  pageFolders,
  sslBindings,
  bindingLoss,
  certificateExpiry,
  oauthCertificate,
  sharedWebConfig,
  webSites,
  setupDoesNotRun,
  upgradePatch,
  updatePackage,
  executionPolicy,
  servicesNotStopping,
  serviceRecords,
  antivirusExclusions,
  servicesStart,
  supportingServices,
  errorDuringSetup,
  revocationCheck,
  cannotStartTheService,
  interimUpdates,
  installerCache,
  olderCuOrLanguagePack,
  setupMedia,
  restartPending,
  pendingRestart,
  fileRenames,
  maintenance,
  mailFlow,
  setupOrPrepareAdError,
  adPreparation,
  errorCode1603,
  folderAcls,
  framework,
  customFilesSaved,
  customFiles,
  casCasProxying,
  dbcsWindows,
  dagHealth,
  extendedProtection,
  adminNames
]
