import type { Headline } from '../../judging/policy'
import { type Drifts, grouped, listed, nameIn } from '../headlineParts'

const lastName = (path: string): string => path.slice(path.lastIndexOf('\\') + 1)

const isTrace = ({ path }: Drifts[number]): boolean => path[0] === 'iocTraces'

const pagesOf = (drifts: Drifts): ReadonlyArray<string> =>
  drifts.length === 0
    ? []
    : [
        `${drifts.length === 1 ? 'a foreign page (web shell)' : `${drifts.length} foreign pages (web shells)`}: ${listed(drifts.map((one) => lastName(nameIn(one))))}`
      ]

/** What is there several times stands once, with its number. */
const tracesOf = (drifts: Drifts): ReadonlyArray<string> => {
  const groups = grouped(drifts, ({ actual }) => actual)
  return groups.length === 0
    ? []
    : [
        `traces of intruders: ${listed(groups.map(([actual, same]) => (same.length === 1 ? actual : `${actual} (${same.length} times)`)))}`
      ]
}

/** The pages by their names, and the traces by what they are: `a foreign page (web shell): shell.aspx`; the evidence has their paths. */
export const indicatorsHeadline: Headline = {
  title: (drifts) =>
    [...pagesOf(drifts.filter((one) => !isTrace(one))), ...tracesOf(drifts.filter(isTrace))].join('; '),
  why: (drifts) =>
    drifts.every(isTrace)
      ? 'Known attacks on Exchange leave such traces: treat the server as compromised.'
      : 'Such a page lets an intruder run commands with the rights of SYSTEM: treat the server as compromised.'
}
