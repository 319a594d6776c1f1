import type { Facts } from '../../facts/facts'
import { applicable, type Judgement, type Policy } from '../../judging/policy'
import { articleSection } from '../article'
import { automation, judgeSetupLog } from './judge'
import type { Owner } from './knownIssue'
import { judgeRestoring, judgeServiceControl } from './serviceControl'

/** A policy that the last run of setup decides; `before` also judges what setup recorded of the services before it. */
const policy = (
  name: string,
  title: string,
  section: Owner,
  before: ((facts: Facts) => ReadonlyArray<Judgement>) | null = null
): Policy => {
  const judgeLog = judgeSetupLog(section, name)
  return {
    name,
    title,
    section,
    link: articleSection(section),
    stage: 'always',
    level: 'mandatory',
    decides: ['setupLog'],
    supports: before === null ? ['build'] : ['build', 'servicesBefore'],
    automation,
    leads: true,
    applies: () => applicable,
    evaluate: before === null ? judgeLog : (facts) => [...judgeLog(facts), ...before(facts)]
  }
}

/** A bare setup.exe starts the one in the bin folder of the installed Exchange, which installs nothing new. */
export const setupDoesNotRun = policy(
  'setup-does-not-run',
  'Setup runs from the medium of the update',
  'exchange-server-setup-does-not-run'
)

/** A Security Update for another Cumulative Update is refused by the Windows Installer. */
export const upgradePatch = policy(
  'upgrade-patch',
  'The update belongs to the installed Cumulative Update',
  'upgrade-patch-cant-be-installed'
)

/** Setup fails where services, agents or antivirus programs do not let go. */
export const servicesNotStopping = policy(
  'services-not-stopping',
  'The services stop when setup asks',
  'installation-fails-due-to-services-not-stopping',
  judgeServiceControl
)

/** All that setup failed of and that no other section of the article owns. */
export const errorDuringSetup = policy(
  'error-during-setup',
  'The last run of setup has no error in its log',
  'error-during-setup-in-setup-log'
)

/** Setup fails where a service is Disabled, as a rule by an earlier try. */
export const cannotStartTheService = policy(
  'cannot-start-the-service',
  'Setup could start the services',
  'setup-fails-with-cannot-start-the-service-error',
  judgeRestoring
)

/** Setup takes packages from the bin folder, or an older medium, or fails at a language pack. */
export const olderCuOrLanguagePack = policy(
  'older-cu-or-language-pack',
  'Setup installs the newer Cumulative Update and its language packs',
  'setup-installs-older-cu-or-fails-to-install-language-pack'
)

/** A restart that Windows waits for stops setup. */
export const restartPending = policy(
  'restart-pending',
  'Setup saw no pending restart',
  'restart-from-previous-installation-is-pending'
)

/** Deleted or wrong objects, the schema and system mailboxes stop PrepareAD. */
export const setupOrPrepareAdError = policy(
  'setup-or-prepare-ad-error',
  'Setup and PrepareAD find no fault in Active Directory',
  'exchange-setup-or-preparead-error'
)

/** The Windows Installer gives up where it has no right to a folder, and for other causes that its own log tells. */
export const errorCode1603 = policy(
  'error-code-1603',
  'The Windows Installer did not fail with 1603',
  'exchange-setup-fails-with-error-code-1603'
)
