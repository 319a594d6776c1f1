import { policies } from '../policies'
import { isRemediable } from '../policies/remediation'

const rows = policies.map((policy) => {
  const { name, title, section, stage, level } = policy
  return { name, title, section, stage, level, remediable: isRemediable(policy) }
})

process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`)
