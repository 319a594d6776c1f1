import type { Drift } from '../../judging/policy'
import { counted } from '../../kernel/counted'
import { someOf } from '../../kernel/someOf'
import { phrased } from '../headlineParts'

/** Why it matters, before an update as after it. */
export const lossOfSettings = 'An update replaces files without asking, and what was customized in them is lost.'

const mostFiles = 2

/** The first names are enough to know what this is about. */
export const namedIn = (changed: ReadonlyArray<string>): Drift['named'] => ({
  files: `${counted(changed.length, 'file')} changed: ${someOf(changed, mostFiles)}`
})

export const customFilesHeadline = phrased(({ actual, named }) => named?.files ?? actual, lossOfSettings)
