import type { Policy } from '../judging/policy'
import type { Rules } from '../remediation/plan'
import { build } from './builds/build'
import { halfUpdated } from './builds/halfUpdated'
import { dagHealth } from './dag/dagHealth'
import { folderAcls } from './files/folderAcls'
import { sharedWebConfig } from './files/sharedWebConfig'
import { oauthCertificate } from './iis/oauthCertificate'
import { restartStep } from './iis/restart'
import { sslBindings } from './iis/sslBindings'
import { maintenance } from './maintenance/maintenance'
import { servicesStart } from './services/servicesStart'
import { supportingServices } from './services/supportingServices'
import { cannotStartTheService } from './setup-log/cannotStartTheService'
import { errorCode1603 } from './setup-log/errorCode1603'
import { errorDuringSetup } from './setup-log/errorDuringSetup'
import { olderCuOrLanguagePack } from './setup-log/olderCuOrLanguagePack'
import { restartPending } from './setup-log/restartPending'
import { servicesNotStopping } from './setup-log/servicesNotStopping'
import { setupDoesNotRun } from './setup-log/setupDoesNotRun'
import { setupOrPrepareAdError } from './setup-log/setupOrPrepareAdError'
import { upgradePatch } from './setup-log/upgradePatch'
import { executionPolicy } from './update/executionPolicy'

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
