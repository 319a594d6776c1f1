import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import type { Fact } from '../../facts/fact'
import type { FileState } from '../../facts/sections/sharedWebConfig'
import { parseXml, type XmlElement } from '../xml'

/** The raw files: that of the back end comes from below ClientAccess, that of the front end from below HttpProxy. */
export const clientAccessFile = 'Exchange/IIS/ExchangeBackEnd_SharedWebConfig.config'
export const httpProxyFile = 'Exchange/IIS/DefaultWebSite_SharedWebConfig.config'

interface Found {
  readonly state: FileState
  readonly text: string | null
}

const found = (state: FileState, text: string | null = null): Found => ({
  state,
  text: text === null ? null : text.slice(0, 200)
})

const namespace = 'urn:schemas-microsoft-com:asm.v1'
const variable = /%(?![0-9A-Fa-f]{2})[A-Za-z_][0-9A-Za-z_() ]*%/

const below = (elements: ReadonlyArray<XmlElement>, name: string): ReadonlyArray<XmlElement> =>
  elements.flatMap(({ children }) => children.filter((child) => child.name === name))

const attributesBelow = (element: XmlElement, name: string): ReadonlyArray<string> => [
  ...(element.attributes.has(name) ? [element.attributes.get(name) ?? ''] : []),
  ...element.children.flatMap((child) => attributesBelow(child, name))
]

const plainPath = (reference: string): string =>
  reference
    .replace(/^file:\/*/, '')
    .replaceAll('%20', ' ')
    .replaceAll('/', '\\')
    .toLowerCase()

/** The same measure as the collector's, of a file below the installation folder (null: not known which). */
const judged = (root: XmlElement, folder: string | null): Found => {
  const runtime = root.name === 'configuration' ? below([root], 'runtime') : []
  const bindings = below(runtime, 'assemblyBinding').filter((one) => one.namespace === namespace)
  if (bindings.length === 0)
    return found(
      'other',
      `no assemblyBinding in configuration/runtime, and the root element is ${root.name.slice(0, 100)}`
    )
  const references = bindings.flatMap((one) => attributesBelow(one, 'href'))
  const folders = bindings.flatMap((one) => attributesBelow(one, 'privatePath'))
  const unexpanded = [...references, ...folders].find((one) => variable.test(one))
  if (unexpanded !== undefined) return found('unexpanded', unexpanded)
  const [first] = references
  if (first === undefined) return found(folders.length === 0 ? 'unfilled' : 'present')
  const isHere = references.some((one) => plainPath(one).startsWith((folder ?? '').toLowerCase()))
  return isHere || folders.length > 0 ? found('present') : found('elsewhere', first)
}

const stateOf = (file: Fact<string>, folder: string | null): Found | null => {
  if (E.isLeft(file)) return null
  if (file.right.trim() === '') return found('empty')
  return pipe(
    parseXml(file.right),
    E.match(
      () => found('malformed'),
      (root) => judged(root, folder)
    )
  )
}

/** The section `sharedWebConfig`, in its recorded form: a file that the capture lacks was not looked at. */
export const readSharedWebConfig = (
  clientAccess: Fact<string>,
  httpProxy: Fact<string>,
  folder: string | null
): Fact<unknown> => {
  if (E.isLeft(clientAccess) && E.isLeft(httpProxy))
    return E.left({ reason: `${clientAccess.left.reason}; ${httpProxy.left.reason}` })
  const [back, front] = [stateOf(clientAccess, folder), stateOf(httpProxy, folder)]
  return E.right({
    clientAccess: back?.state ?? null,
    httpProxy: front?.state ?? null,
    found: { clientAccess: back?.text ?? null, httpProxy: front?.text ?? null }
  })
}
