import type { Headline } from '../../judging/policy'
import { grouped, nameIn, plainly } from '../headlineParts'

const configFolders: Readonly<Record<string, string>> = {
  httpProxy: 'FrontEnd\\HttpProxy',
  clientAccess: 'ClientAccess'
}

const configStates: Readonly<Record<string, string>> = {
  absent: 'is missing',
  empty: 'is empty',
  malformed: 'is not well-formed XML',
  other: 'is not the configuration that belongs there',
  unexpanded: 'holds a variable that nothing expands',
  elsewhere: 'names no file below the installation folder'
}

/** The file's states, each with its folders: `SharedWebConfig.config is missing (FrontEnd\HttpProxy)`. */
export const sharedWebConfigHeadline: Headline = {
  title: (drifts) =>
    grouped(drifts, ({ actual }) => actual)
      .map(([state, some]) => {
        const folders = some.map((drift) => configFolders[nameIn(drift)])
        return folders.includes(undefined)
          ? some.map(plainly).join('; ')
          : `SharedWebConfig.config ${configStates[state] ?? state} (${folders.join(', ')})`
      })
      .join('; '),
  why: () => 'OWA and the EAC fail without a valid file. A setup that fails can leave it out.'
}
