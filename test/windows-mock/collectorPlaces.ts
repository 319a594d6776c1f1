import { cliXml } from '../connections/folders'
import { goodLog } from '../support/setupLogs'
import { files } from './collectorCases'
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

/** What every server of the table has, before its own change. */
export const logged = files({ [log]: goodLog, [`${logs}\\ServiceStartupMode.xml`]: startModes })

export const refusal = (path: string): string =>
  `${goodLog}\r\n[1] [ERROR] Error 1603. Kein Zugriff auf das Verzeichnis: ${path}. Ende.\r\n`

export const site = (bindings: string): string =>
  `<configuration><system.applicationHost><sites><site name="Default Web Site"><bindings>${bindings}</bindings></site></sites></system.applicationHost></configuration>`

export const binding = (port: number): string => `<binding protocol="https" bindingInformation="*:${port}:" />`
