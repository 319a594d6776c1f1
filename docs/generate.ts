import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sectionNames } from '../facts/registry'
import { policies } from '../policies/catalogue'
import { exampleFiles } from '../policies/exampleFiles'
import { families } from '../policies/setup-log/knownIssues'
import { auditSchema } from './auditSchema'
import { factPage, rightsTable, sectionsText, withBlock } from './factPages'
import { catalogueIndex, policyPage } from './policyPages'
import { remediationPage } from './remediationPage'
import { setupLogPage } from './setupLogPage'

const folder = join(__dirname, 'policies')

mkdirSync(folder, { recursive: true })
for (const name of readdirSync(folder)) rmSync(join(folder, name))
for (const policy of policies) {
  const example = readFileSync(join(__dirname, '..', exampleFiles(policy).shown), 'utf8')
  writeFileSync(join(folder, `${policy.name}.md`), policyPage(policy, policies, example))
}
writeFileSync(join(folder, 'README.md'), catalogueIndex(policies))
writeFileSync(join(__dirname, 'setup-logs.md'), setupLogPage(families))
writeFileSync(join(__dirname, 'remediation.md'), remediationPage(policies))
writeFileSync(join(__dirname, '..', 'reports', 'schema', 'audit-2.schema.json'), auditSchema())

const facts = sectionNames.map((name) =>
  factPage(name, readFileSync(join(__dirname, '../facts/sections', `${name}.md`), 'utf8'))
)

const renew = (page: string, name: string, text: string): void => {
  const file = join(__dirname, page)
  writeFileSync(file, withBlock(readFileSync(file, 'utf8'), name, text))
}

renew('recorded-facts.md', 'sections', sectionsText(facts))
renew('connections.md', 'rights', rightsTable(facts))
