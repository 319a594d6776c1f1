import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as RA from 'fp-ts/ReadonlyArray'
import type * as RNEA from 'fp-ts/ReadonlyNonEmptyArray'
import type { Fact, Unreadable } from '../../facts/fact'
import { type CliObject, parseCliXml } from '../clixml'

/** What a command of the capture put out: one object or more. */
export type Output = RNEA.ReadonlyNonEmptyArray<CliObject>

/** A file of the capture that can't be what its name says. */
export const damaged = (path: string, fault: string): Unreadable => ({
  reason: `${path} is damaged: ${fault}`,
  damaged: true
})

/** The objects in a file's text; a command that put out nothing leaves its facts unknown. */
export const parseOutput =
  (path: string) =>
  (text: string): Fact<Output> =>
    text.trim() === ''
      ? E.left(damaged(path, 'it is empty'))
      : pipe(
          parseCliXml(text),
          E.mapLeft((fault) => damaged(path, fault)),
          E.filterOrElse(RA.isNonEmpty, () => ({ reason: `${path} holds no objects: its command put out nothing` }))
        )
