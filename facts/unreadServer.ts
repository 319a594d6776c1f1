import * as E from 'fp-ts/Either'
import type { Fact } from './fact'
import type { Facts } from './facts'
import { sectionNames } from './registry'

const isUnreadable = (fact: Fact<unknown>): boolean => E.isLeft(fact)

/** A server of which not one section was read. */
export const isUnreadServer = ({ sections }: Facts): boolean =>
  sectionNames.every((name) => isUnreadable(sections[name]))
