import { inCmd, inPowerShell, say } from '../../../judging/resolutionSteps'
import { allOf, anyOf, code, has, inComponent, not, onEither, onError, step, value, when } from '../issue'
import type { Evidence, KnownIssue, Owner } from '../knownIssue'
import { machineOf, prepare, runAgain } from '../setupCommands'

const section: Owner = 'exchange-setup-or-preparead-error'

const preparing = 'https://learn.microsoft.com/exchange/plan-and-deploy/prepare-ad-and-domains'

/** ldifde.exe itself is missing: Windows says in its language that there is no such file, without a code and without an import. */
const withoutTools = allOf(
  step('install-ExchangeSchema'),
  anyOf(
    has('cannot find the file specified'),
    has('no puede encontrar el archivo especificado'),
    has('angegebene datei nicht finden'),
    has('fichier spécifié est introuvable'),
    has('impossibile trovare il file specificato'),
    has('kan het opgegeven bestand niet vinden'),
    has('não pode encontrar o arquivo especificado'),
    has('não conseguiu localizar o ficheiro especificado'),
    has('nie można odnaleźć określonego pliku'),
    has('не удается найти указанный файл'),
    has('指定されたファイルが見つかりません'),
    has('系统找不到指定的文件'),
    when(({ error }) => error.codes.some(({ kind, value: one }) => kind === 'win32' && one === '2'))
  ),
  not(anyOf(has('schema file'), code('8245', '8224')))
)

const told = ({ errors }: Evidence, wanted: string): boolean =>
  errors.some(({ codes }) => codes.some(({ value: one }) => one === wanted))

/** The schema and the tools that prepare it. */
export const schema: ReadonlyArray<KnownIssue> = [
  onError(
    allOf(
      anyOf(step('install-ExchangeSchema'), has('schema file'), has('ldifde.exe'), inComponent('ADSchemaComponent')),
      anyOf(
        code('8245', '8224', '8202', '8206', '8203', '8240'),
        has('error while running', 'ldifde.exe'),
        has('importing schema file'),
        has('schema file', 'error code')
      )
    ),
    {
      id: 'schema-import-failed',
      title: 'The import of the schema failed',
      section,
      link: preparing,
      meaning:
        'ldifde.exe could not import one of the schema files at the schema master. The reason is in ldif.err: a duplicate OID, ' +
        'name or link identifier (8245), a schema that another product changed, replication that failed (8224), a schema ' +
        'master that is not ready (8206), or missing rights.',
      expected:
        'all schema files to import at the schema master; read ldif.err, remove the cause, and run /PrepareSchema again',
      steps: (found) => [
        say(
          `Read ${value(found, /error file: '([^'\n]{1,300})'/, '%TEMP%\\ldif.err of the account that ran setup')}: it names the entry and the server's error; the file was ${value(found, /schema file '([^'\n]{1,300})'/, 'named in the error')}.`
        ),
        ...(told(found, '8206')
          ? [
              say(
                'Code 8206 (busy): since it started, the schema master has not yet replicated with a partner, so it does not act as one. Restore replication, or remove domain controllers that are gone from the directory.'
              )
            ]
          : []),
        say(
          'Duplicate OID, attribute or link identifier: find the attribute that has it in the schema, and ask the maker of the product that added it (and Microsoft) before changing anything; the schema can not be undone.'
        ),
        inCmd(
          'Code 8224 or 8206: repair replication first, then try again. See where it fails, in an elevated Command Prompt (cmd.exe):',
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
  onEither(
    ['W2K8R2PrepareSchemaLdifdeNotInstalled', 'W2K8R2PrepareAdLdifdeNotInstalled', 'RsatAddsToolsInstalled'],
    withoutTools,
    {
      id: 'directory-tools-missing',
      title: 'The tools of Active Directory are missing',
      section,
      link: preparing,
      meaning:
        'Preparing the schema needs ldifde.exe and the remote administration tools of Active Directory on this computer.',
      expected: ({ run }) => `RSAT-ADDS to be installed on ${machineOf(run)}; install it`,
      steps: (found) => [
        inPowerShell('In an elevated PowerShell:', 'Install-WindowsFeature RSAT-ADDS'),
        runAgain(found)
      ]
    }
  )
]
