import type { Facts } from '../../facts/facts'
import { cliXml } from '../connections/folders'
import { orNull } from './orNull'

/** A record of start types as ServiceControl.ps1 writes it, of services that are named by their place. */
export const startModes = (...types: ReadonlyArray<string>): string =>
  cliXml(
    types
      .map(
        (type, index) =>
          `<Obj RefId="${index}"><DCT><En><S N="Key">Name</S><S N="Value">S${index}</S></En>` +
          `<En><S N="Key">StartMode</S><S N="Value">${type}</S></En></DCT></Obj>`
      )
      .join('')
  )

/** The records of services that facts tell of, by their paths. */
export const recordsOf = ({ sections }: Facts): Readonly<Record<string, string>> => {
  const records = orNull(sections.serviceRecords)
  return Object.fromEntries(
    (records?.files ?? []).map(({ name, services, disabled }) => [
      `${records?.folder}\\${name}`,
      startModes(...Array.from({ length: services ?? 0 }, (_, at) => (at < (disabled ?? 0) ? 'Disabled' : 'Auto')))
    ])
  )
}
