import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import { lastUpdate, namedIn, outcomeOf } from '../../facts/lastUpdate'
import type { InstallerEvent } from '../../facts/sections/installerEvents'
import { type Drift, type Judgement, note } from '../../judging/policy'
import { say } from '../../judging/resolutionSteps'
import { showCode } from '../../kernel/errorCodes'

type Failed = InstallerEvent & { readonly at: string }

/** The last update of Exchange that failed, where none was installed or removed after it; null where none is known. */
const lastFailed = (facts: Facts): Failed | null => {
  const { installerEvents } = facts.sections
  if (E.isLeft(installerEvents)) return null
  const last = lastUpdate(facts)
  const since = last === null ? 0 : Date.parse(last.until)
  return installerEvents.right.events.reduce<Failed | null>((newest, event) => {
    const { at } = event
    if (at === null || outcomeOf(event) !== 'failed' || Date.parse(at) <= since) return newest
    return newest === null || Date.parse(at) > Date.parse(newest.at) ? { ...event, at } : newest
  }, null)
}

const saying = (failed: Failed): string => {
  const code = failed.code === null ? '' : ` with code ${failed.code}`
  return `${namedIn(failed)} failed at ${failed.at}${code}, and no later update succeeded`
}

const meaning = ({ code }: Failed): ReadonlyArray<string> =>
  code === null ? [] : [`The code is ${showCode({ kind: 'msi', value: `${code}` })}.`]

/** A Security Update leaves no log of setup: where it failed, only the log Application tells. */
export const noteOfFailed = (facts: Facts): ReadonlyArray<Judgement> => {
  const failed = lastFailed(facts)
  return failed === null ? [] : [note(`by the log Application, ${saying(failed)}`)]
}

/** An update that is missing since it failed would fail again. */
export const afterFailure = (facts: Facts, missing: Drift): Drift => {
  const failed = lastFailed(facts)
  if (failed === null) return missing
  const where = failed.log === null ? 'the events 1023 and 1024 of MsiInstaller in the log Application' : failed.log
  return {
    ...missing,
    evidence: [...missing.evidence, `By the log Application, ${saying(failed)}.`, ...meaning(failed)],
    resolution: {
      ...missing.resolution,
      steps: [
        say(`Find out first why that update failed (${namedIn(failed)}): see ${where}.`),
        ...missing.resolution.steps
      ]
    }
  }
}
