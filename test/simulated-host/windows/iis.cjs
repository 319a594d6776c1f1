// IIS by its own assembly, and http.sys: bindings and certificate records, as the facts list them.
const { fail, unknown } = require('../language/values.cjs')

const sites = ['Default Web Site', 'Exchange Back End']
const application = '{4dc3e181-e14b-4a21-b022-59fc669b0914}'

/** @import { Emit } from '../language/shapes' */
/** @import { HostParts, RecordedBinding, SslRecord } from './shapes' */

/** @param {RecordedBinding} binding */
const informationOf = ({ address, port, host }) => `${address}:${port}:${host}`
/** @param {RecordedBinding} binding */
const endpointOf = ({ address, port }) => `${['', '*'].includes(address) ? '0.0.0.0' : address}:${port}`
/** @param {SslRecord} record */
const nameOf = ({ address, port, host }) => `${host === null || host === '' ? address : host}:${port}`

/** @param {Pick<HostParts, 'facts' | 'change' | 'host'>} parts */
const createIis = ({ facts, change, host }) => {
  /** @type {(site: string, information: string) => (one: RecordedBinding) => boolean} */
  const find = (site, information) => (one) => one.site === site && informationOf(one) === information

  /** @type {(binding: RecordedBinding, values: Record<string, string | undefined>) => void} */
  const assign = (binding, { certificatehash: thumbprint, certificatestorename: store }) => {
    if (store !== 'My' || thumbprint === undefined) return unknown(`the store ${store}`)
    change((now) => {
      if (!now.certificates.some((one) => one.thumbprint === thumbprint))
        fail('A specified logon session does not exist. It may already have been terminated.')
      const own = now.bindings.find(find(binding.site, informationOf(binding))) ?? unknown('a binding that is gone')
      own.thumbprint = thumbprint
      const endpoint = endpointOf(binding)
      const record = now.httpSys.find((one) => nameOf(one) === endpoint)
      const [, address = '', port] = /^(.*):(\d+)$/.exec(endpoint) ?? []
      if (record === undefined) now.httpSys.push({ address, port: Number(port), host: null, thumbprint })
      else record.thumbprint = thumbprint
    })
  }

  const addCertificate = (/** @type {RecordedBinding} */ binding) => {
    /** @type {Record<string, string | undefined>} */
    const values = { certificatehash: undefined, certificatestorename: undefined }
    const set = (/** @type {string} */ name, /** @type {string} */ value) => {
      values[name.toLowerCase()] = value
    }
    return { Input: { SetAttributeValue: set }, Execute: () => assign(binding, values) }
  }

  const show = (/** @type {RecordedBinding} */ binding) => ({
    Protocol: binding.protocol,
    BindingInformation: informationOf(binding),
    CertificateHash: binding.thumbprint === null ? null : Buffer.from(binding.thumbprint, 'hex'),
    Methods: {
      Item: (/** @type {string} */ name) =>
        name === 'AddSslCertificate' ? { CreateInstance: () => addCertificate(binding) } : null
    }
  })

  /** @type {(site: string, added: Array<RecordedBinding>) => object | null} */
  const siteOf = (site, added) => {
    const bindings = facts().bindings.filter((one) => one.site === site)
    if (bindings.length === 0 && !sites.includes(site)) return null
    const add = (/** @type {string} */ information, /** @type {string} */ protocol) => {
      const [, address, port, host] = /^(.*):(\d+):([^:]*)$/.exec(information) ?? fail('The binding is invalid.')
      added.push({ site, protocol, address, port: Number(port), host, thumbprint: null })
      return null
    }
    return { Bindings: { list: bindings.map(show), Add: add } }
  }

  const recordsKey = () => ({ GetSubKeyNames: () => facts().httpSys.map(nameOf) })

  const manager = () => {
    /** @type {Array<RecordedBinding>} */
    const added = []
    return {
      Sites: { Item: (/** @type {string} */ site) => siteOf(site, added) },
      CommitChanges: () => change(({ bindings }) => bindings.push(...added.splice(0)))
    }
  }

  /**
   * The registry's values of http.sys' record for an endpoint; null where it has none.
   * @param {string} endpoint
   */
  const registryKey = (endpoint) => {
    const record = facts().httpSys.find((one) => nameOf(one) === endpoint)
    if (record === undefined) return null
    /** @type {Readonly<Record<string, unknown>>} */
    const values = {
      AppId: application,
      DefaultFlags: host().recordFlags ?? 0,
      SslCertStoreName: record.store ?? 'My',
      SslCertHash: record.thumbprint === null ? [] : [...Buffer.from(record.thumbprint, 'hex')]
    }
    const valueNamed = (/** @type {string} */ name) =>
      Object.entries(values).find(([one]) => one.toLowerCase() === name.toLowerCase())?.[1] ?? null
    return { GetValueNames: () => Object.keys(values), GetValue: valueNamed }
  }

  /** @type {(words: ReadonlyArray<string>, emit: Emit) => number} */
  const netsh = (words, emit) => {
    if (words.join(' ') !== 'http show sslcert') unknown(`netsh.exe ${words.join(' ')}`)
    for (const record of facts().httpSys)
      emit(`    IP:port : ${nameOf(record)}  Certificate Hash : ${record.thumbprint}`)
    return facts().httpSys.length === 0 ? 1 : 0
  }
  return { manager, netsh, recordsKey, registryKey }
}

/** @typedef {ReturnType<typeof createIis>} Iis */

module.exports = { createIis }
