import type { Drift } from '../../judging/policy'
import { counted } from '../../kernel/counted'
import { phrased } from '../headlineParts'

/** Why it matters, before an update as after it. */
export const lossOfSettings = 'An update replaces files without asking, and what was customized in them is lost.'

const mostFiles = 2

/** The first names are enough to know what this is about. */
export const namedIn = (changed: ReadonlyArray<string>): Drift['named'] => {
  const more = changed.length > mostFiles ? ` and ${changed.length - mostFiles} more` : ''
  return { files: `${counted(changed.length, 'file')} changed: ${changed.slice(0, mostFiles).join(', ')}${more}` }
}

export const customFilesHeadline = phrased(({ actual, named }) => named?.files ?? actual, lossOfSettings)
