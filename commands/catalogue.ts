import { isRemediable } from '../judging/remediation'
import { policies } from '../policies/catalogue'

const rows = policies.map((policy) => {
  const { name, title, section, stage, level } = policy
  return { name, title, section, stage, level, remediable: isRemediable(policy) }
})

process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`)
