// IIS by its own assembly, and http.sys: bindings and certificate records, as the facts list them.
const { fail, unknown } = require('../language/values.cjs')

const sites = ['Default Web Site', 'Exchange Back End']
const application = '{4dc3e181-e14b-4a21-b022-59fc669b0914}'

const informationOf = ({ address, port, host }) => `${address}:${port}:${host}`
const endpointOf = ({ address, port }) => `${['', '*'].includes(address) ? '0.0.0.0' : address}:${port}`
const nameOf = ({ address, port, host }) => `${host === null || host === '' ? address : host}:${port}`

const createIis = ({ facts, change, host }) => {
  const find = (site, information) => (one) => one.site === site && informationOf(one) === information

  const assign = (binding, { certificatehash: thumbprint, certificatestorename: store }) => {
    if (store !== 'My') unknown(`the store ${store}`)
    change((now) => {
      if (!now.certificates.some((one) => one.thumbprint === thumbprint))
        fail('A specified logon session does not exist. It may already have been terminated.')
      now.bindings.find(find(binding.site, informationOf(binding))).thumbprint = thumbprint
      const endpoint = endpointOf(binding)
      const record = now.httpSys.find((one) => nameOf(one) === endpoint)
      const [, address, port] = /^(.*):(\d+)$/.exec(endpoint)
      if (record === undefined) now.httpSys.push({ address, port: Number(port), host: null, thumbprint })
      else record.thumbprint = thumbprint
    })
  }

  const addCertificate = (binding) => {
    const values = {}
    const set = (name, value) => {
      values[name.toLowerCase()] = value
    }
    return { Input: { SetAttributeValue: set }, Execute: () => assign(binding, values) }
  }

  const show = (binding) => ({
    Protocol: binding.protocol,
    BindingInformation: informationOf(binding),
    CertificateHash: binding.thumbprint === null ? null : Buffer.from(binding.thumbprint, 'hex'),
    Methods: {
      Item: (name) => (name === 'AddSslCertificate' ? { CreateInstance: () => addCertificate(binding) } : null)
    }
  })

  const siteOf = (site, added) => {
    const bindings = facts().bindings.filter((one) => one.site === site)
    if (bindings.length === 0 && !sites.includes(site)) return null
    const add = (information, protocol) => {
      const [, address, port, host] = /^(.*):(\d+):([^:]*)$/.exec(information) ?? fail('The binding is invalid.')
      added.push({ site, protocol, address, port: Number(port), host, thumbprint: null })
      return null
    }
    return { Bindings: { list: bindings.map(show), Add: add } }
  }

  const recordsKey = () => ({ GetSubKeyNames: () => facts().httpSys.map(nameOf) })

  const manager = () => {
    const added = []
    return {
      Sites: { Item: (site) => siteOf(site, added) },
      CommitChanges: () => change(({ bindings }) => bindings.push(...added.splice(0)))
    }
  }

  /** The registry's values of http.sys' record for an endpoint; null where it has none. */
  const registryKey = (endpoint) => {
    const record = facts().httpSys.find((one) => nameOf(one) === endpoint)
    if (record === undefined) return null
    const values = {
      AppId: application,
      DefaultFlags: host().recordFlags ?? 0,
      SslCertStoreName: record.store ?? 'My',
      SslCertHash: record.thumbprint === null ? [] : [...Buffer.from(record.thumbprint, 'hex')]
    }
    const nameOfValue = (name) => Object.keys(values).find((one) => one.toLowerCase() === name.toLowerCase())
    return { GetValueNames: () => Object.keys(values), GetValue: (name) => values[nameOfValue(name)] ?? null }
  }

  const netsh = (words, emit) => {
    if (words.join(' ') !== 'http show sslcert') unknown(`netsh.exe ${words.join(' ')}`)
    for (const record of facts().httpSys)
      emit(`    IP:port : ${nameOf(record)}  Certificate Hash : ${record.thumbprint}`)
    return facts().httpSys.length === 0 ? 1 : 0
  }
  return { manager, netsh, recordsKey, registryKey }
}

module.exports = { createIis }
