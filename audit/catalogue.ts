import { policies } from '../policies'

const rows = policies.map(({ name, title, section, stage, level }) => ({
  name,
  title,
  section,
  stage,
  level,
  remediable: false
}))

process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`)
