// Commands of Windows PowerShell that look at a simulated machine, besides those for services and rights.
const { once, together } = require('../language/commands.cjs')
const { fail, items, text, unknown } = require('../language/values.cjs')

const plainTypeName = (name) => name.replace(/^System\./i, '').toLowerCase()

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

const createCommands = ({ facts, files, services, tasks, constructors, pause }) => {
  const item = (path) => {
    const [, service] = /^HKLM:\\SYSTEM\\CurrentControlSet\\Services\\([^\\]+)$/i.exec(path) ?? []
    const [, thumbprint] = /^Cert:\\LocalMachine\\My\\(\w+)$/i.exec(path) ?? []
    if (service !== undefined) return services.registryKey(service)
    return thumbprint === undefined ? unknown(`Get-Item ${path}`) : certificateOf(facts, thumbprint)
  }

  const create = (at) => {
    const com = at('ComObject')
    if (com !== null) return com === 'Schedule.Service' ? tasks.service() : unknown(`the COM object ${com}`)
    const make = constructors[plainTypeName(at('TypeName'))] ?? unknown(`the type ${at('TypeName')}`)
    return make(...(at('ArgumentList') === null ? [] : items(at('ArgumentList'))))
  }

  const copy = (from, to) => {
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
    'start-sleep': once(['Milliseconds'], (at) => pause(at('Milliseconds')))
  }
}

module.exports = { createCommands }
