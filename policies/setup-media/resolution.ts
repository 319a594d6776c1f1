import * as O from 'fp-ts/Option'
import type { Facts } from '../../facts/facts'
import { productOfServer } from '../../facts/productOfServer'
import type { Resolution, Step } from '../../judging/policy'
import { byHand } from '../../judging/remediation'
import { inCmd, inPowerShell, say } from '../../judging/resolutionSteps'
import { type BuildTable, type CumulativeUpdate, cumulativeUpdates } from '../../kernel/builds/buildTable'
import { compareBuilds } from '../../kernel/compare'
import { powershell } from '../../kernel/powershell'
import type { Product } from '../../kernel/product'
import { licenceSwitch } from '../build/licenceSwitch'
import { dataText, downloadStep, setupCommand } from '../build/resolution'

/** Who ends it. */
export const byAPerson = byHand('a person chooses the medium and accepts the licence terms')

/** Starts setup from a medium, word for word: a bare setup.exe can start the one in the bin folder of Exchange. */
export const runSetup = (facts: Facts, folder: string, product: Product, cu: CumulativeUpdate): Step => {
  const licence = licenceSwitch(product, cu.name)
  const program = `${folder.replace(/\\+$/, '')}\\${licence === null ? 'Setup.com' : 'Setup.exe'}`
  return inPowerShell(
    `${licence === null ? '' : `The licence switch accepts the terms for you.${dataText(product, cu)} `}` +
      `To install Exchange Server ${product} ${cu.name} on ${facts.server}, run in an elevated PowerShell:`,
    `${powershell`& ${program}`} /m:upgrade${licence === null ? '' : ` ${licence}`}`
  )
}

interface Update {
  readonly product: Product
  readonly cu: CumulativeUpdate
}

/** The newest Cumulative Update of the server's product, where the product is known. */
const newest = (facts: Facts, table: BuildTable): ReadonlyArray<Update> => {
  const product = O.toNullable(productOfServer(facts))
  const all = product === null ? [] : [...cumulativeUpdates(product, table)]
  const [cu] = all.sort((a, b) => compareBuilds(b.build, a.build))
  return product === null || cu === undefined ? [] : [{ product, cu }]
}

/** Which drive a person will mount is not known; drive D: is the one that Microsoft's examples have. */
const startSetup = (facts: Facts, product: Product, cu: CumulativeUpdate): Step =>
  inCmd(
    `When nothing stands against it, start setup on ${facts.server} by its full path, here from drive D:.${dataText(product, cu)} ` +
      'In an elevated Command Prompt (cmd.exe), run:',
    setupCommand(product, cu)
  )

/** A folder that is no fit medium. */
export const mountAnother = (facts: Facts, table: BuildTable, desired: string, link: string): Resolution => ({
  summary: `Expected ${desired} for ${facts.server}; mount the medium of a later Cumulative Update, and name it.`,
  steps: [
    ...newest(facts, table).map(({ product, cu }) => downloadStep(product, cu, cu)),
    say(`Mount its ISO on ${facts.server}, or copy all its files into a folder on a drive of ${facts.server}.`),
    say(
      'Name that drive or folder in the setting exchange-compliance:media, with the key setup, and run compliance ready again.'
    ),
    ...newest(facts, table).map(({ product, cu }) => startSetup(facts, product, cu))
  ],
  link
})
