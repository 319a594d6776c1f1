import * as E from 'fp-ts/Either'
import { nearest } from '../kernel/suggest'
import { namespace, settingNames } from './settings'

/** Other namespaces that something here reads: Pulumi's own with its keys, and that of the command plugin. */
const others: Readonly<Record<string, ReadonlyArray<string>>> = {
  pulumi: ['autonaming', 'disable-default-providers', 'tags', 'template'],
  command: ['pluginDownloadURL', 'version']
}

const isOfOthers = (space: string, name: string): boolean =>
  Object.hasOwn(others, space) && (others[space]?.includes(name) === true || nearest(name, settingNames) === null)

/** Why a key is no setting: nobody reads it, so that passing it over in silence would leave the gate open. */
const fault = (key: string, name: string): string => {
  const meant = nearest(name, settingNames)
  return meant === null
    ? `${key} is not a setting of this project; settings begin with ${namespace}:`
    : `${key} is not a setting of this project; did you mean ${namespace}:${meant}?`
}

/**
 * The project's settings among all that Pulumi knows of a stack, without their namespace. Pulumi puts a key without one under
 * the project's name, which is why that is ours, too.
 */
export const ownSettings = (
  all: Readonly<Record<string, string>>,
  project: string
): E.Either<ReadonlyArray<string>, Readonly<Record<string, string>>> => {
  const own = new Map<string, string>()
  const faults = Object.entries(all).flatMap(([key, text]) => {
    const colon = key.indexOf(':')
    const [space, name] = [key.slice(0, colon), key.slice(colon + 1)]
    if (space !== namespace && space !== project) return isOfOthers(space, name) ? [] : [fault(key, name)]
    if (own.has(name))
      return [`${name} is set twice, as ${namespace}:${name} and as ${project}:${name}; keep one of them`]
    own.set(name, text)
    return []
  })
  return faults.length > 0 ? E.left(faults) : E.right(Object.fromEntries(own))
}
