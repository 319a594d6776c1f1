import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { policies } from '../policies'
import { families } from '../policies/setup-log/knownIssues'
import { auditSchema } from './auditSchema'
import { catalogueIndex, policyPage } from './policyPages'
import { remediationPage } from './remediationPage'
import { setupLogPage } from './setupLogPage'

const folder = join(__dirname, 'policies')

mkdirSync(folder, { recursive: true })
for (const name of readdirSync(folder)) rmSync(join(folder, name))
for (const policy of policies) writeFileSync(join(folder, `${policy.name}.md`), policyPage(policy, policies))
writeFileSync(join(folder, 'README.md'), catalogueIndex(policies))
writeFileSync(join(__dirname, 'setup-logs.md'), setupLogPage(families))
writeFileSync(join(__dirname, 'remediation.md'), remediationPage(policies))
writeFileSync(join(__dirname, '..', 'reports', 'schema', 'audit-2.schema.json'), auditSchema())
