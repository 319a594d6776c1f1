import { inCmd, inPowerShell, say } from '../../../judging/resolutionSteps'
import { allOf, anyOf, code, has, inComponent, names, not, onEither, onError, step, value, when } from '../issue'
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
  errors.some(({ codes }) => codes.some(({ value: one }) => one.toLowerCase() === wanted))

/** The same numbers as ldif.err writes them. */
const isReplication = (found: Evidence): boolean => ['8206', '8224', '0x200e', '0x2020'].some((one) => told(found, one))

const isDuplicate = (found: Evidence): boolean => told(found, '8245') || told(found, '0x2114')

/** The entry that ldif.err names, and what it says of it, where that file itself was given. */
const entry = (found: Evidence): string | null => value(found, /Entry DN: ([^\n]{3,400})/, '') || null

const serverError = (found: Evidence): string =>
  value(found, /server side error is: (0x[^\n]{3,300}?)\.?(?:\n|$)/, 'see the evidence')

const duplicate = say(
  'Duplicate OID, attribute or link identifier: find the attribute that has it in the schema, and ask the maker of the product that added it (and Microsoft) before changing anything; the schema can not be undone.'
)

/** The schema and the tools that prepare it. */
export const schema: ReadonlyArray<KnownIssue> = [
  onError(
    anyOf(
      allOf(
        has('error on entry starting on line'),
        anyOf(has('Schema update failed'), names('CN=Schema,CN=Configuration'))
      ),
      allOf(
        anyOf(step('install-ExchangeSchema'), has('schema file'), has('ldifde.exe'), inComponent('ADSchemaComponent')),
        anyOf(
          code('8245', '8224', '8202', '8206', '8203', '8240'),
          has('error while running', 'ldifde.exe'),
          has('importing schema file'),
          has('schema file', 'error code')
        )
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
        ...(entry(found) === null
          ? []
          : [say(`The entry is ${entry(found)}. The directory says: ${serverError(found)}.`)]),
        ...(entry(found) !== null
          ? []
          : [
              say(
                `Read ${value(found, /error file: '([^'\n]{1,300})'/, '%TEMP%\\ldif.err of the account that ran setup')}: it names the entry and the server's error; the file was ${value(found, /schema file '([^'\n]{1,300})'/, 'named in the error')}. This program checks that file, too.`
              )
            ]),
        ...(told(found, '8206')
          ? [
              say(
                'Code 8206 (busy): since it started, the schema master has not yet replicated with a partner, so it does not act as one. Remove domain controllers that are gone from the directory.'
              )
            ]
          : []),
        ...(isReplication(found) ? [] : [duplicate]),
        ...(isDuplicate(found)
          ? []
          : [
              inCmd(
                `${isReplication(found) ? 'R' : 'Code 8224 or 8206: r'}epair replication first, then try again. See where it fails, in an elevated Command Prompt (cmd.exe):`,
                'repadmin /replsummary'
              ),
              inCmd('And in full, in the same Command Prompt:', 'repadmin /showrepl')
            ]),
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
