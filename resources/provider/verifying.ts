import * as E from 'fp-ts/Either'
import type { OrganizationReading } from '../../connections/organization'
import type { Reading } from '../../connections/reading'
import type { Facts } from '../../facts/facts'
import { printable } from '../../kernel/printable'
import { type Afterwards, probed, secondLookFailure, secondLookText } from '../command/lookAgain'
import type { SecondLookRule } from '../command/secondLookRule'
import { remediated, unverified, verificationFailure } from '../command/verification'
import type { ReadThen } from '../judgeServer'
import { lookedAgainOutput, remediatedOutput, type ServerArguments } from '../serverInputs'
import { judge, loadJudge, type Means, noReading, organizationOf } from './actualDocuments'

type Outputs = Readonly<Record<string, unknown>>

/** The number of the last finished remediation; null where that can't be read. */
const lastEntryOf = ({ sections: { journal } }: Facts): number | null =>
  E.isRight(journal) ? journal.right.lastEntry : null

/** A remediation that changed the organization is proven by reading that again, whole: whoever comes next judges by it, too. */
const organizationChanged = async (means: Means, args: ServerArguments): Promise<OrganizationReading> => {
  const { organization } = args.judging
  return args.changes === undefined || organization === null
    ? organizationOf(means, args)
    : means.organizations.fresh(organization)
}

/**
 * Before and after of what a remediation was to put right; what it didn't put right is an error. Where only the server was
 * changed, both are judged by one reading of the organization: a DAG takes minutes to settle, which whoever comes next waits for.
 */
export const verify = async (
  means: Means,
  args: ServerArguments,
  before: Reading,
  after: Reading
): Promise<Outputs> => {
  const then = await organizationOf(means, args)
  const was = await judge(means, args, before, then)
  const is = await judge(means, args, after, await organizationChanged(means, args))
  const remains = unverified(args.verify, was, is)
  const entries = [before, after].map(({ facts }) => lastEntryOf(facts))
  const isCarriedOut = args.changes === undefined ? entries.includes(null) || entries[0] !== entries[1] : null
  if (remains.length > 0) throw new Error(verificationFailure(args.target.server, isCarriedOut, remains))
  return { [remediatedOutput]: remediated(args.verify, was, is) }
}

const organizationNow = async (
  { organizations }: Means,
  { judging: { organization }, target: { server } }: ServerArguments,
  then: ReadThen
): Promise<OrganizationReading> =>
  organization?.type === 'endpoint' ? organizations.now(organization, loadJudge().scopeOf(server, then)) : noReading

/** A recording tells how the organization was, not how it is. */
const organizationThen = async (means: Means, args: ServerArguments): Promise<OrganizationReading> =>
  args.judging.organization?.type === 'endpoint' ? organizationOf(means, args) : noReading

/**
 * Some minutes after a remediation its server is read again: a service can run for a minute and stop then, and a server
 * whose services run can serve nobody. What doesn't hold is an error.
 */
export const lookAgain = async (
  means: Means,
  { pause, ask }: Afterwards,
  args: ServerArguments,
  rule: SecondLookRule,
  before: Reading,
  after: Reading
): Promise<Outputs> => {
  const { server } = args.target
  const then = await organizationThen(means, args)
  await pause(rule.minutes * 60).catch(() => {
    throw new Error(
      printable(`${server}: its remediation was carried out, and the wait for a second look was broken off`)
    )
  })
  const last = await means.readings.fresh(args.target)
  const judgedBy = await organizationOf(means, args)
  const verdicts = await Promise.all([before, last].map((reading) => judge(means, args, reading, judgedBy)))
  const [was = [], is = []] = verdicts
  const remains = unverified(args.verify, was, is).map(({ policy, text }) => `${policy}: ${text}`)
  const looked = { facts: after.facts, organization: then }
  const looks = [looked, { facts: last.facts, organization: await organizationNow(means, args, looked) }] as const
  const seen = loadJudge().lookTwice(looks[0], looks[1], args.waivers, rule.inMaintenance)
  const probes = rule.probes && rule.inMaintenance !== 'allow' ? await ask(args.target, last.facts) : null
  const faults = [...remains, ...seen.faults, ...(probes === null ? [] : probed(probes).faults)]
  if (faults.length > 0) throw new Error(secondLookFailure(server, rule.minutes, faults))
  return { [lookedAgainOutput]: secondLookText(rule, seen.unseen, probes) }
}
