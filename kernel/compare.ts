import * as O from 'fp-ts/Option'
import { rememberedText } from './remembered'

/** A build number: four integers, such as 15.2.986.5. */
export type Build = readonly [number, number, number, number]

/** Reads a build number; leading zeros, as in `15.02.0986.005`, do not count. */
export const parseBuild = rememberedText((text): O.Option<Build> => {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(text)
  return match === null
    ? O.none
    : O.some([Number(match[1]), Number(match[2]), Number(match[3]), Number(match[4])] as const)
})

export const showBuild = (build: Build): string => build.join('.')

/** Negative where the first is older, zero where they are the same, positive where it is newer. */
export const compareBuilds = (a: Build, b: Build): number => a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || a[3] - b[3]

/** Names of Windows (services, folders, sites, servers) differ in case without meaning anything by it. */
export const sameName = (a: string, b: string): boolean =>
  a === b || (a.length === b.length && a.toLowerCase() === b.toLowerCase())

/** Whether a name begins with another one. */
export const beginsWithName = (name: string, start: string): boolean => sameName(name.slice(0, start.length), start)
