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
