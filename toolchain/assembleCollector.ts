import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { namesOf } from '../facts/factType'
import { memberRegistry, organizationRegistry } from '../facts/organization/organizationFacts'
import { sectionNames } from '../facts/registry'

export const collectorFolder = join(__dirname, '../collector')

/** A file of the folder collector, or a line that parts the text. */
type Part = { readonly file: string } | { readonly heading: string }

const files = (folder: string, ...names: ReadonlyArray<string>): ReadonlyArray<Part> =>
  names.map((name) => ({ file: `${folder}/${name}.ps1` }))

const heading = (text: string): Part => ({ heading: text })

/** The sections of a registry, in its order, each in a file of its own. */
const sections = (folder: string, names: ReadonlyArray<string>): ReadonlyArray<Part> =>
  names.flatMap((name) => [heading(`The section ${name}.`), ...files(folder, name)])

/** The scripts of the collector, and what each is made of. What several use is in the folder shared. */
export const scripts: Readonly<Record<string, ReadonlyArray<Part>>> = {
  'Get-ExchangeFacts.ps1': [
    ...files('server', 'help'),
    ...files('shared', 'Write-Complaint', 'needs'),
    ...files('server', 'needs'),
    ...files('shared', 'preferences'),
    ...files('server', 'console'),
    heading('What all sections use.'),
    ...files(
      'server',
      'time',
      'reason',
      'registry',
      'text',
      'files',
      'installation',
      'account',
      'products',
      'secrets',
      'packedLogs',
      'events',
      'traceHits',
      'traceFiles'
    ),
    ...files('shared', 'ConvertTo-Instant', 'Assert-JournalOwner', 'Get-SharedConfigState'),
    ...files('server', 'sections'),
    ...sections('sections', sectionNames),
    heading('Reads the sections, and writes them.'),
    ...files('server', 'run')
  ],
  'Get-ExchangeOrganizationFacts.ps1': [
    ...files('organization', 'help'),
    ...files('shared', 'Write-Complaint'),
    ...files('organization', 'needs'),
    ...files('shared', 'preferences'),
    heading('What all sections use.'),
    ...files('organization', 'limits', 'reason', 'endpoints', 'calls'),
    ...files('shared', 'ConvertTo-Instant'),
    ...files('organization', 'properties', 'sections'),
    ...sections('organization/sections', namesOf(organizationRegistry)),
    ...sections('organization/members', namesOf(memberRegistry)),
    heading('Reads the sections, and writes them.'),
    ...files('organization', 'read', 'lanes', 'run')
  ],
  'Get-JournalEntries.ps1': [
    ...files('journal', 'help'),
    ...files('shared', 'Write-Complaint', 'needs'),
    ...files('journal', 'needs'),
    ...files('shared', 'preferences'),
    ...files('journal', 'limits'),
    ...files('shared', 'Assert-JournalOwner'),
    ...files('journal', 'entries', 'run')
  ]
}

const textOf = (part: Part): string => {
  if ('heading' in part) return `# ---- ${part.heading} `.padEnd(115, '-')
  const path = join(collectorFolder, part.file)
  if (!existsSync(path)) throw new Error(`collector/${part.file} is missing: write it, as its neighbours are written`)
  return readFileSync(path, 'utf8').trimEnd()
}

/** A script of the collector as one text, which can be signed and copied to a server. */
export const assembled = (name: string): string => `${(scripts[name] ?? []).map(textOf).join('\n\n')}\n`
