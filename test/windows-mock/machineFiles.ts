import type { Facts } from '../../facts/facts'
import type { Binding } from '../../facts/sections/bindings'
import type { Certificate } from '../../facts/sections/certificates'
import type { FileState } from '../../facts/sections/sharedWebConfig'
import { customText } from '../policies/goldens'
import { orNull } from './orNull'
import { recordsOf } from './recordFiles'

/** Files by their path, with their content as machine/Disk.cs takes it. */
type Files = Readonly<Record<string, unknown>>

export const configuration = 'C:\\Windows\\System32\\inetsrv\\config\\applicationHost.config'
export const journalFolder = 'C:\\ProgramData\\ExchangeCompliance'

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

const iisOf = (bindings: ReadonlyArray<Binding>): string => {
  const sites = [...new Set(['Default Web Site', 'Exchange Back End', ...bindings.map(({ site }) => site)])]
  const shown = ({ protocol, address, port, host, sslFlags }: Binding): string =>
    `<binding protocol="${protocol}" bindingInformation="${escaped(`${address}:${port}:${host}`)}"${sslFlags === null ? '' : ` sslFlags="${sslFlags}"`} />`
  const listed = (name: string): string =>
    `<site name="${escaped(name)}"><bindings>${bindings
      .filter(({ site }) => site === name)
      .map(shown)
      .join('')}</bindings></site>`
  return `<configuration><system.applicationHost><sites>${sites.map(listed).join('')}</sites></system.applicationHost></configuration>`
}

/** A SharedWebConfig.config in each of its states; null for none. */
const sharedConfig = (state: FileState, root: string): string | null => {
  const file = (href: string): string =>
    '<configuration><runtime><assemblyBinding xmlns="urn:schemas-microsoft-com:asm.v1">' +
    `${href === '' ? '' : `<dependentAssembly><codeBase href="${href}" /></dependentAssembly>`}` +
    '</assemblyBinding></runtime></configuration>'
  const texts: Readonly<Record<FileState, string | null>> = {
    present: file(`file:///${escaped(root.replaceAll('\\', '/').replaceAll(' ', '%20'))}bin/One.dll`),
    absent: null,
    empty: '',
    malformed: '<configuration><runtime>',
    other: '<html />',
    unexpanded: file('file:///%ExchangeInstallDir%bin/One.dll'),
    elsewhere: file('file:///X:/Elsewhere/One.dll'),
    unfilled: file('')
  }
  return texts[state]
}

export const storesOf = (
  certificates: ReadonlyArray<Certificate>
): Readonly<Record<string, ReadonlyArray<unknown>>> => {
  const names = [...new Set(['My', ...certificates.map(({ store }) => store ?? 'My')])]
  const shown = ({ hasPrivateKey, ...certificate }: Certificate) => ({
    ...certificate,
    notBefore: certificate.notBefore ?? '2026-01-01T00:00:00Z',
    notAfter: certificate.notAfter ?? '2036-01-01T00:00:00Z',
    key: hasPrivateKey === false ? 'none' : 'here'
  })
  return Object.fromEntries(
    names.map((name) => [name, certificates.filter(({ store }) => (store ?? 'My') === name).map(shown)])
  )
}

const owaServer = 'ClientAccess\\Owa\\bin\\Microsoft.Exchange.Clients.Owa2.Server.dll'

/** The configuration of transport with the folders of its queue. */
const transportOf = ({ mailQueue }: Facts['sections'], root: string): Files => {
  const queue = orNull(mailQueue)
  if (queue === null) return {}
  const entries = [
    ['QueueDatabasePath', queue.database.path],
    ['QueueDatabaseLoggingPath', queue.logs.path],
    ['TemporaryStoragePath', queue.temp.path]
  ].map(([key, path]) => `<add key="${key}" value="${escaped(path ?? '')}" />`)
  const text = `<configuration><appSettings>${entries.join('')}</appSettings></configuration>`
  return { [`${root}Bin\\EdgeTransport.exe.config`]: text }
}

/** The files that may be customized, and the copies of them, which hold the same. */
const customOf = ({ configFiles }: Facts['sections'], root: string): Files => {
  const found = orNull(configFiles)
  return Object.fromEntries([
    ...(found?.files ?? []).map(({ path }) => [root + path, customText(path)]),
    ...(found?.saved ?? []).map(({ path }) => [`${found?.savedIn}\\${path}`, customText(path)])
  ])
}

export const filesOf = (facts: Facts, root: string): Files => {
  const { sections } = facts
  const build = orNull(sections.build)
  const shared = orNull(sections.sharedWebConfig)
  const newest = build?.exSetup ?? null
  // A recording of before missing files were told says nothing of these.
  const others = ['Bin\\EdgeTransport.exe', 'Bin\\Microsoft.Exchange.Common.dll', owaServer]
  const untold = build?.missing === null ? others.map((path) => ({ path, version: newest })) : []
  const versions = [...untold, { path: 'Bin\\ExSetup.exe', version: newest }, ...(build?.binaries ?? [])]
  const configs = [
    [`${root}ClientAccess\\SharedWebConfig.config`, sharedConfig(shared?.clientAccess ?? 'present', root)],
    [`${root}FrontEnd\\HttpProxy\\SharedWebConfig.config`, sharedConfig(shared?.httpProxy ?? 'present', root)]
  ]
  return {
    ...Object.fromEntries(versions.map(({ path, version }) => [root + path, { version: version ?? undefined }])),
    ...Object.fromEntries(configs.filter(([, text]) => text !== null)),
    [`${root}bin\\DependentAssemblyGenerator.exe`]: '',
    [configuration]: iisOf(orNull(sections.bindings) ?? []),
    'C:\\Windows\\System32\\inetsrv\\Microsoft.Web.Administration.dll': '',
    ...transportOf(sections, root),
    ...customOf(sections, root),
    ...recordsOf(facts)
  }
}

export const owned = (sddl: string): string => (sddl.startsWith('O:') ? sddl : `O:BAG:SY${sddl}`)

/** The runs of ServiceControl.ps1 before an update, as its log tells of them. */
const serviceLog = ({ sections }: Pick<Facts, 'sections'>): Files => {
  const runs = orNull(sections.servicesBefore)?.runs ?? []
  const lines = runs.flatMap(({ kind, succeeded }) => [
    'ServiceControl.ps1: 11/01/2026 08:00:00',
    `[08:00:01] ${kind === 'before' ? 'Saving service and registry data' : 'Enabling service'}`,
    ...(succeeded === true ? ['[08:00:02] Script completed succesfully'] : [])
  ])
  return runs.length === 0 ? {} : { 'C:\\ExchangeSetupLogs\\ServiceControl.log': lines.join('\r\n') }
}

export const marksOf = ({ sections }: Facts): Files => {
  const journal = orNull(sections.journal)
  return {
    ...serviceLog({ sections }),
    ...(journal === null || journal.lastEntry === 0
      ? {}
      : { [`${journalFolder}\\${journal.lastEntry}\\entry.json`]: '{}' }),
    ...(journal === null || journal.restartDue === null
      ? {}
      : { [`${journalFolder}\\restart-due`]: journal.restartDue })
  }
}
