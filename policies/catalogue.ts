import type { Policy } from '../judging/policy'
import type { Rules } from '../remediation/plan'
import { halfUpdated } from './build/halfUpdated'
import { build } from './build/policy'
import { dagHealth } from './dag-health/policy'
import { executionPolicy } from './execution-policy/policy'
import { folderAcls } from './folder-acls/policy'
import { restartStep } from './iis/restart'
import { maintenance } from './maintenance/policy'
import { oauthCertificate } from './oauth-certificate/policy'
import { servicesStart } from './services-start/policy'
import { cannotStartTheService } from './setup-log/cannotStartTheService'
import { errorCode1603 } from './setup-log/errorCode1603'
import { errorDuringSetup } from './setup-log/errorDuringSetup'
import { olderCuOrLanguagePack } from './setup-log/olderCuOrLanguagePack'
import { restartPending } from './setup-log/restartPending'
import { servicesNotStopping } from './setup-log/servicesNotStopping'
import { setupDoesNotRun } from './setup-log/setupDoesNotRun'
import { setupOrPrepareAdError } from './setup-log/setupOrPrepareAdError'
import { upgradePatch } from './setup-log/upgradePatch'
import { sharedWebConfig } from './shared-web-config/policy'
import { sslBindings } from './ssl-bindings/policy'
import { supportingServices } from './supporting-services/policy'

/** What every remediation obeys. */
export const rules: Rules = { guards: [halfUpdated], restart: restartStep }

/** The catalogue: every policy, in the order of the article's sections. */
export const policies: ReadonlyArray<Policy> = [
  build,
  sslBindings,
  oauthCertificate,
  sharedWebConfig,
  setupDoesNotRun,
  upgradePatch,
  executionPolicy,
  servicesNotStopping,
  servicesStart,
  supportingServices,
  errorDuringSetup,
  cannotStartTheService,
  olderCuOrLanguagePack,
  restartPending,
  maintenance,
  setupOrPrepareAdError,
  errorCode1603,
  folderAcls,
  dagHealth
]
