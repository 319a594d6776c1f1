// Commands of Windows PowerShell that look at a simulated machine, besides those for services and rights.
const { once, together } = require('../language/commands.cjs')
const { number } = require('../language/numbers.cjs')
const { fail, items, text, unknown } = require('../language/values.cjs')

/** @import { At } from '../language/shapes' */
/** @import { Files } from './files.cjs' */
/** @import { Services } from './services.cjs' */
/** @import { Tasks } from './tasks.cjs' */
/** @import { Constructors } from './types.cjs' */
/** @import { HostParts } from './shapes' */

/** @param {string} name */
const plainTypeName = (name) => name.replace(/^System\./i, '').toLowerCase()

/** @param {HostParts['facts']} facts @param {string} thumbprint */
const certificateOf = (facts, thumbprint) => {
  const found = facts().certificates.find((one) => one.thumbprint.toUpperCase() === thumbprint.toUpperCase())
  if (found === undefined)
    return fail(`Cannot find path 'Cert:\\LocalMachine\\My\\${thumbprint}' because it does not exist.`)
  return {
    HasPrivateKey: found.hasPrivateKey,
    NotBefore: new Date(found.notBefore),
    NotAfter: new Date(found.notAfter),
    Extensions: []
  }
}

/**
 * @param {{ facts: HostParts['facts'], files: Files, services: Services, tasks: Tasks, constructors: Constructors, pause: (milliseconds: number) => void }} parts
 */
const createCommands = ({ facts, files, services, tasks, constructors, pause }) => {
  const item = (/** @type {string} */ path) => {
    const [, service] = /^HKLM:\\SYSTEM\\CurrentControlSet\\Services\\([^\\]+)$/i.exec(path) ?? []
    const [, thumbprint] = /^Cert:\\LocalMachine\\My\\(\w+)$/i.exec(path) ?? []
    if (service !== undefined) return services.registryKey(service)
    return thumbprint === undefined ? unknown(`Get-Item ${path}`) : certificateOf(facts, thumbprint)
  }

  const create = (/** @type {At} */ at) => {
    const com = at('ComObject')
    if (com !== null) return com === 'Schedule.Service' ? tasks.service() : unknown(`the COM object ${com}`)
    const type = text(at('TypeName'))
    const make = constructors[plainTypeName(type)] ?? unknown(`the type ${type}`)
    return make(...(at('ArgumentList') === null ? [] : items(at('ArgumentList'))))
  }

  const copy = (/** @type {string} */ from, /** @type {string} */ to) => {
    const target = files.isFolder(to) ? `${to}\\${from.replace(/^.*\\/, '')}` : to
    files.write(target, files.read(from))
  }

  return {
    'copy-item': once(['LiteralPath', 'Destination'], (at) => copy(text(at('LiteralPath')), text(at('Destination')))),
    'get-item': once(['LiteralPath'], (at, { emit }) => emit(item(text(at('LiteralPath'))))),
    'new-object': once(['TypeName', 'ArgumentList', 'ComObject'], (at, { emit }) => emit(create(at))),
    'set-content': together(['LiteralPath', 'Encoding'], (values, at) =>
      files.write(text(at('LiteralPath')), values.map((one) => `${text(one)}\r\n`).join(''))
    ),
    'start-sleep': once(['Milliseconds'], (at) => pause(number(at('Milliseconds'))))
  }
}

module.exports = { createCommands }
