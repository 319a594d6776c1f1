import { hostName } from '../connections/address'
import { isObject } from '../kernel/settingCodecs'
import { entriesAt } from './namedFiles'
import { filePath, type StackFault, whatOf } from './stackFaults'
import type { StackText } from './stackText'

/** Where a connection names the computer, if not by the server's name. */
const keyOf: Readonly<Record<string, string>> = { ssh: 'host', remoting: 'computer' }

/** The servers that are reached by their name where that is no host name: nobody can ask them. */
export const faultsOfHosts = (text: StackText): ReadonlyArray<StackFault> =>
  entriesAt(text, 'servers').flatMap((entry, index) => {
    const { name, connection } = isObject(entry) ? entry : {}
    const { type, ...keys } = isObject(connection) ? connection : {}
    const key = typeof type === 'string' && Object.hasOwn(keyOf, type) ? (keyOf[type] ?? '') : ''
    if (key === '' || key in keys || typeof name !== 'string' || hostName.is(name)) return []
    const path = ['servers', String(index), 'name']
    const why = `it is no host name; correct it, or name the ${key} in its connection`
    return [{ line: text.lineOf(filePath(text, path)), what: whatOf(text, path), why }]
  })
