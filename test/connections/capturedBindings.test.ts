import * as E from 'fp-ts/Either'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { object, read, thumbprint } from './captureFiles'
import { cliXml } from './folders'

test('bindings are taken apart, IPv6 too, and those of other protocols are left out', async () => {
  const { facts } = await read()
  const site = 'Default Web Site'
  const hash = thumbprint.toUpperCase()
  const notNamed = { store: null, sslFlags: null }
  assert.equal(
    facts.sections.bindings,
    E.right([
      { site, protocol: 'https', address: '', port: 443, host: '', thumbprint: hash, ...notNamed },
      {
        site,
        protocol: 'https',
        address: '[::]',
        port: 443,
        host: 'mail.contoso.example',
        thumbprint: hash,
        ...notNamed
      },
      { site, protocol: 'http', address: '*', port: 80, host: '', thumbprint: null, ...notNamed }
    ])
  )
})

test('a certificate is computed from its bytes, its subject as Windows shows it', async () => {
  const { facts } = await read()
  assert.equal(
    facts.sections.certificates,
    E.right([
      {
        thumbprint: '7BB17EC1ED856DB40DEAB46C3F44DC1F3133BDF2',
        subject: 'E=a@contoso.example, CN=mail.contoso.example, O="Contoso, Ltd ""Mail""", S=Berlin, C=DE',
        notBefore: '2026-11-22T20:47:37Z',
        notAfter: '2036-11-19T20:47:37Z',
        issuer: null,
        hasPrivateKey: undefined,
        isCng: undefined,
        names: [],
        usages: [],
        store: 'My'
      }
    ])
  )
})

/** For mail.contoso.example, 10.0.0.1 and *.contoso.example, and for servers alone. */
const withNames =
  'MIIB5DCCAYqgAwIBAgIUVhNlTjkUx7KxxzYK6vNrQiqu/gwwCgYIKoZIzj0EAwIwHzEdMBsGA1UEAwwUbWFpbC5jb250b3NvLmV4YW1wbGUwHhcNMjYx' +
  'MTI1MjI0NzAwWhcNMzUwMjExMjI0NzAwWjAfMR0wGwYDVQQDDBRtYWlsLmNvbnRvc28uZXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABIFC' +
  'SzX3FFs9NkXrX+sHdPuLXgAi3UOKFeTL9NfNi9oZXg41uV7XH5we/GyacC6yrJPT1xwvIXq/J0l92TszP6WjgaMwgaAwHQYDVR0OBBYEFBK/ereM4xIK' +
  '937nS4pu59kqBHXnMB8GA1UdIwQYMBaAFBK/ereM4xIK937nS4pu59kqBHXnMA8GA1UdEwEB/wQFMAMBAf8wOAYDVR0RBDEwL4IUbWFpbC5jb250b3Nv' +
  'LmV4YW1wbGWHBAoAAAGCESouY29udG9zby5leGFtcGxlMBMGA1UdJQQMMAoGCCsGAQUFBwMBMAoGCCqGSM49BAMCA0gAMEUCIQDGAqI8lk6sVdNyQ7bc' +
  'McTsDkayZEAuxqDsuqfsY5ZGtwIgakmRNqH8yn/+ZWtGjiR/vz1SpJ/f2N4WjLv0XvRVUGg='

test("a certificate's names and usages come from its bytes, and a binding's store and flags from IIS", async () => {
  const { facts } = await read({
    'Exchange/GetExchangeCertificate.xml': cliXml(object(`<BA N="RawData">${withNames}</BA>`)),
    'Exchange/IIS/GetWebBinding.xml': cliXml(
      object(
        '<S N="protocol">https</S><S N="bindingInformation">*:443:</S><S N="certificateStoreName">WebHosting</S>' +
          `<I64 N="sslFlags">2</I64><S N="ItemXPath">/sites/site[@name='Default Web Site' and @id='1']</S>`
      )
    )
  })
  const [certificate] = E.isRight(facts.sections.certificates) ? facts.sections.certificates.right : []
  assert.equal(certificate?.names, ['mail.contoso.example', '*.contoso.example'])
  assert.equal(certificate?.usages, ['1.3.6.1.5.5.7.3.1'])
  const [binding] = E.isRight(facts.sections.bindings) ? facts.sections.bindings.right : []
  assert.equal([binding?.store, binding?.sslFlags], ['WebHosting', 2])
})

test.run()
