import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { files, keys } from './collectorCases'
import { configuration } from './machineFiles'

/** The applications of a site, each with its folder. */
type Applications = Readonly<Record<string, string>>

const applicationsOf = (applications: Applications): string =>
  Object.entries(applications)
    .map(
      ([path, folder]) =>
        `<application path="${path}" applicationPool="MSExchangeOWAAppPool"><virtualDirectory path="/" physicalPath="${folder}" /></application>`
    )
    .join('')

const pools =
  '<applicationPools><add name="MSExchangeOWAAppPool"><processModel identityType="LocalSystem" /></add>' +
  '<add name="Own" autoStart="false" startMode="AlwaysRunning" /><applicationPoolDefaults startMode="OnDemand" /></applicationPools>'

export const iis = (applications: Applications = {}, more = ''): string =>
  `<configuration><system.applicationHost>${pools}<sites><site name="Default Web Site" id="1" serverAutoStart="false">` +
  `${applicationsOf(applications)}<bindings><binding protocol="https" bindingInformation="*:443:" /></bindings></site></sites>` +
  `${more}</system.applicationHost></configuration>`

export const configured = (text: string) => files({ [configuration]: text })
export const withoutIis = keys({ 'SOFTWARE\\Microsoft\\InetStp': undefined })

const captures = join(__dirname, '../../../shared/data/captures')

/** A file of a real server, for rows that are left out where it isn't here. */
const real = (name: string): string | null => {
  const place = join(captures, name)
  return existsSync(place) ? readFileSync(place, 'utf8').replace(/^\ufeff/, '') : null
}

export const realIis = real('E19-physical/Exchange/IIS/applicationHost2.config')
export const realEcp = real('E19/Exchange/IIS/ExchangeBackEnd-ECP_web.config')
if (realIis === null || realEcp === null)
  process.stdout.write('skipped: the configurations of real servers are not here\n')
