import type { Drift, Headline } from '../../judging/policy'
import { listed, nameIn } from '../headlineParts'

const lastName = (path: string): string => path.slice(path.lastIndexOf('\\') + 1)

/** What is left of the update: `MailboxRole (Action BuildToBuildUpgrade, Watermark x)`, `EdgeTransport.exe is 15.2.1544.4`. */
const leftOver = (drift: Drift): string => {
  const { path, actual } = drift
  switch (path[0]) {
    case 'setupState':
      return `${nameIn(drift)} (${actual})`
    case 'binaries':
      return `${lastName(nameIn(drift))} is ${actual}`
    case 'identity':
      return `setup registered ${actual}`
    default:
      return actual
  }
}

export const unfinishedUpdateHeadline: Headline = {
  title: (drifts) => `an earlier update stopped half-way: ${listed(drifts.map(leftOver))}`,
  why: () => 'Setup refuses to begin on such a server, or ends with more files of two builds.'
}
