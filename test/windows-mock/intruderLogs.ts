import { root } from './collectorPlaces'

const logging = `${root}Logging`
export const proxy = `${logging}\\HttpProxy`
export const ecpServer = `${logging}\\ECP\\Server`
export const oab = `${logging}\\OABGeneratorLog`

export const head =
  'DateTime,RequestId,ClientIpAddress,UrlHost,UrlStem,AnchorMailbox,HttpStatus,UserAgent\r\n#Software: Microsoft Exchange Server\r\n'

export const request = (anchor: string, status = '200', time = '2026-10-29T02:11:40.123Z'): string =>
  `${time},1,203.0.113.7,EX01,/ecp/x.js,${anchor},${status},secret agent\r\n`

export const written = (text: string, at: string): unknown => ({ lines: text, times: 1, written: at })

export const stranger = 'ServerInfo~a]@EX01.contoso.example:444/mapi/emsmdb/?#'

export const inJson = (text: string): string => JSON.stringify(text).slice(1, -1)
