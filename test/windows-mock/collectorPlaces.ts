import { cliXml } from '../connections/folders'
import { goodLog } from '../support/setupLogs'
import { all, files, keys } from './collectorCases'
import { httpKey } from './machine'

export const root = 'C:\\Program Files\\Microsoft\\Exchange Server\\V15\\'
export const exchange = 'SOFTWARE\\Microsoft\\ExchangeServer\\v15'
export const logs = 'C:\\ExchangeSetupLogs'
export const log = `${logs}\\ExchangeSetup.log`
export const owa = `${root}FrontEnd\\HttpProxy\\owa\\auth`
export const ecp = `${root}FrontEnd\\HttpProxy\\ecp\\auth`
export const back = `${root}ClientAccess\\SharedWebConfig.config`
export const records = `${httpKey}\\SslBindingInfo`
export const hash = { bytes: 'D'.repeat(40) }

export const startModes = cliXml(
  '<Obj RefId="0"><DCT><En><S N="Key">Name</S><S N="Value">MSExchangeIS</S></En>' +
    '<En><S N="Key">StartMode</S><S N="Value">Auto</S></En></DCT></Obj>'
)

export const installerData = 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Installer\\UserData\\S-1-5-18'
export const products = `${installerData}\\Products`
export const exchangeProduct = '442189DC8B9EA5040962A6BED9EC1F1F'
export const patchCode = '0123456789ABCDEF0123456789ABCDEF'
export const cachedProduct = 'C:\\Windows\\Installer\\1a2b.msi'
export const cachedPatch = 'C:\\Windows\\Installer\\3c4d.msp'
const packageFile = { base64: '0M8R4KGxGuEAAA==' }

/** What every server of the table has, before its own change. */
export const logged = all(
  files({
    [log]: goodLog,
    [`${logs}\\ServiceStartupMode.xml`]: startModes,
    [cachedProduct]: packageFile,
    [cachedPatch]: packageFile,
    [`${root}Bin\\EdgeTransport.exe.config`]: '<configuration><appSettings /></configuration>'
  }),
  keys({
    [`${products}\\${exchangeProduct}\\InstallProperties`]: {
      DisplayName: 'Microsoft Exchange Server',
      LocalPackage: cachedProduct
    },
    [`${products}\\${exchangeProduct}\\Patches\\${patchCode}`]: {
      DisplayName: 'Security Update for Exchange Server 2019 CU15 (KB5000015)',
      State: 1,
      Installed: '20261014'
    },
    [`${installerData}\\Patches\\${patchCode}`]: { LocalPackage: cachedPatch },
    [`${products}\\00000000000000000000000000000001\\InstallProperties`]: { DisplayName: 'Another Product' }
  })
)

export const refusal = (path: string): string =>
  `${goodLog}\r\n[1] [ERROR] Error 1603. Kein Zugriff auf das Verzeichnis: ${path}. Ende.\r\n`

export const site = (bindings: string): string =>
  `<configuration><system.applicationHost><sites><site name="Default Web Site"><bindings>${bindings}</bindings></site></sites></system.applicationHost></configuration>`

export const binding = (port: number): string => `<binding protocol="https" bindingInformation="*:${port}:" />`
