import * as E from 'fp-ts/Either'
import type { Fact } from '../../facts/fact'
import { type CliObject, textOf } from '../clixml'
import type { Output } from './objects'

/** The output of Get-WebBinding. */
export const bindingsFile = 'Exchange/IIS/GetWebBinding.xml'

const siteOf = (itemXPath: string): string | null => /\/site\[@name=(['"])(.*?)\1 and @id=/.exec(itemXPath)?.[2] ?? null

/** Takes `address:port:host` apart; an IPv6 address stands in brackets and keeps them. */
const endpointOf = (information: string) => {
  const match = /^(\[[^\]]*\]|[^:]*):(\d{1,5}):(.*)$/.exec(information)
  return { address: match?.[1] ?? null, port: match === null ? null : Number(match[2]), host: match?.[3] ?? null }
}

const protocolOf = (object: CliObject): string => (textOf('protocol')(object) ?? '').toLowerCase()

const flagsOf = (text: string | null): number | null => (text !== null && /^\d{1,4}$/.test(text) ? Number(text) : null)

/** The section `bindings`, in its recorded form: those of http and https alone (without protocol one is damaged). */
export const readBindings = (objects: Output): Fact<unknown> =>
  E.right(
    objects
      .filter((object) => ['', 'http', 'https'].includes(protocolOf(object)))
      .map((object) => ({
        site: siteOf(textOf('ItemXPath')(object) ?? ''),
        protocol: protocolOf(object) || null,
        ...endpointOf(textOf('bindingInformation')(object) ?? ''),
        thumbprint: textOf('certificateHash')(object) || null,
        store: textOf('certificateStoreName')(object) || null,
        sslFlags: flagsOf(textOf('sslFlags')(object))
      }))
  )
