import { articleSection } from '../article'

export const section = 'verify-the-installation-of-cus--sus'

/** What to do about each left-over, the policy build says (`build/halfInstalledDrift`, `build/unfinishedSetupDrift`). */
export const link = articleSection(section)
