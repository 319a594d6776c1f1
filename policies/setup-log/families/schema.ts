import { inCmd, inPowerShell, say } from '../../../judging/resolutionSteps'
import { code, either, has, onError, onRules, step, value } from '../issue'
import type { KnownIssue, Owner } from '../knownIssue'
import { machineOf, prepare, runAgain } from '../setupCommands'

const section: Owner = 'exchange-setup-or-preparead-error'

const preparing = 'https://learn.microsoft.com/exchange/plan-and-deploy/prepare-ad-and-domains'

/** The schema and the tools that prepare it. */
export const schema: ReadonlyArray<KnownIssue> = [
  onError(
    either(
      has('schema file'),
      has('ldifde'),
      step('ADSchemaComponent'),
      step('install-ExchangeSchema'),
      code('8245', '8224', '8202', '8206')
    ),
    {
      id: 'schema-import-failed',
      title: 'The import of the schema failed',
      section,
      link: preparing,
      meaning:
        'ldifde.exe could not import one of the schema files at the schema master. Why stands in ldif.err: a duplicate OID or ' +
        'name (8245), a schema that another product changed, replication that failed (8224), or missing rights.',
      expected:
        'all schema files to import at the schema master; read ldif.err, remove the cause, and run /PrepareSchema again',
      steps: (found) => [
        say(
          `Read ${value(found, /error file: '([^'\n]{1,300})'/, '%TEMP%\\ldif.err of the account that ran setup')}: it names the entry and the server's error; the file was ${value(found, /schema file '([^'\n]{1,300})'/, 'named in the error')}.`
        ),
        say(
          'Duplicate OID or attribute: find the attribute that has it in the schema, and ask the maker of the product that added it (and Microsoft) before changing anything; the schema can not be undone.'
        ),
        inCmd(
          'Code 8224: repair replication first, then try again. See where it fails, in an elevated Command Prompt (cmd.exe):',
          'repadmin /replsummary'
        ),
        inCmd('And in full, in the same Command Prompt:', 'repadmin /showrepl'),
        prepare(
          found.run,
          '/PrepareSchema',
          `As a member of Schema Admins and Enterprise Admins, near the schema master${found.run.schemaMaster === null ? '' : ` ${found.run.schemaMaster}`}: `
        ),
        runAgain(found)
      ]
    }
  ),
  onRules(['W2K8R2PrepareSchemaLdifdeNotInstalled', 'W2K8R2PrepareAdLdifdeNotInstalled', 'RsatAddsToolsInstalled'], {
    id: 'directory-tools-missing',
    title: 'The tools of Active Directory are missing',
    section,
    link: preparing,
    meaning:
      'Preparing the schema needs ldifde.exe and the remote administration tools of Active Directory on this computer.',
    expected: ({ run }) => `RSAT-ADDS to be installed on ${machineOf(run)}; install it`,
    steps: (found) => [inPowerShell('In an elevated PowerShell:', 'Install-WindowsFeature RSAT-ADDS'), runAgain(found)]
  })
]
