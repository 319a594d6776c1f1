import * as E from 'fp-ts/Either'
import { shortened } from '../kernel/printable'
import type { StateOfServer } from './stateOfServer'
import type { UpdateTry } from './updateTry'

const mostOfName = 60
const mostOfReason = 80

/** `2026-11-09 22:41 UTC`; a day alone stays one. */
const minute = (at: string): string =>
  at.length <= 10 ? shortened(at) : `${shortened(at.slice(0, 16).replace('T', ' '))} UTC`

const tryText = ({ what, at, result, unread }: UpdateTry): string => {
  const missing = unread.length === 0 ? '' : `; ${unread.join(' and ')} not read`
  return `${at === null ? '' : `${minute(at)}, `}${result}: ${shortened(what, mostOfName)}${missing}`
}

const setupText = (roles: ReadonlyArray<string>): string =>
  roles.length === 0 ? 'finished' : `unfinished (${shortened(roles.join('; '), 2 * mostOfName)})`

const part = <A>(name: string, known: E.Either<string, A>, show: (value: A) => string): string =>
  `${name} ${E.isLeft(known) ? `not known: ${shortened(known.left, mostOfReason)}` : show(known.right)}`

/** What has one reason not to be known says it once. */
const isUnknownThroughout = ({ updateTry, lastBoot, unfinished }: StateOfServer): boolean =>
  E.isLeft(updateTry) &&
  E.isLeft(lastBoot) &&
  E.isLeft(unfinished) &&
  updateTry.left === lastBoot.left &&
  lastBoot.left === unfinished.left

/** The state of a server in a line or two, without its build, which stands before it. */
export const stateText = (state: StateOfServer): string => {
  const { updateTry, lastBoot, unfinished, judged, policies } = state
  const parts = isUnknownThroughout(state)
    ? [part('last update try, last boot and setup', updateTry, tryText)]
    : [
        part('last update try', updateTry, tryText),
        part('last boot', lastBoot, minute),
        part('setup', unfinished, setupText)
      ]
  const text = [...parts, `${judged} of ${policies} policies judged`].join(' · ')
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
}

/** The same with the build. */
export const wholeStateText = (state: StateOfServer): string =>
  `${part('Build', state.build, (name) => shortened(name, mostOfName))} · ${stateText(state)}`
