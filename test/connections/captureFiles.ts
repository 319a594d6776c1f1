import * as E from 'fp-ts/Either'
import { readCapture } from '../../connections/capture'
import type { Reading } from '../../connections/reading'
import type { Fact } from '../../facts/fact'
import { cliXml, type Files, withFolder } from './folders'

export const object = (members: string): string => `<Obj RefId="0"><Props>${members}</Props></Obj>`

export const texts = (values: Readonly<Record<string, string>>): string =>
  object(
    Object.entries(values)
      .map(([name, value]) => `<S N="${name}">${value}</S>`)
      .join('')
  )

export const server = {
  Name: 'EX07',
  Fqdn: 'EX07.contoso.example',
  Domain: 'contoso.example',
  Site: 'contoso.example/Configuration/Sites/Berlin',
  ServerRole: 'Mailbox, ClientAccess',
  Edition: 'Enterprise',
  AdminDisplayVersion: 'Version 15.0 (Build 1497.2)'
}

export const binding = (information: string, protocol: string, hash: string): string =>
  texts({
    protocol,
    bindingInformation: information,
    certificateHash: hash,
    ItemXPath: "/system.applicationHost/sites/site[@name='Default Web Site' and @id='1']"
  })

export const thumbprint = 'a'.repeat(40)

// Made for this test: its subject has a comma and quotation marks.
export const certificate =
  'MIICTzCCAfWgAwIBAgIULO7sVzSg4/R7BajWKAYBKPBV6YMwCgYIKoZIzj0EAwIwfTELMAkGA1UEBhMCREUxDzANBgNVBAgMBkJlcmxpbjEcMBoGA1UECgwTQ29udG9zbywgTHRkICJNYWlsIjEdMBsGA1UEAwwUbWFpbC5jb250b3NvLmV4YW1wbGUxIDAeBgkqhkiG9w0BCQEWEWFAY29udG9zby5leGFtcGxlMB4XDTI2MTEyMjIwNDczN1oXDTM2MTExOTIwNDczN1owfTELMAkGA1UEBhMCREUxDzANBgNVBAgMBkJlcmxpbjEcMBoGA1UECgwTQ29udG9zbywgTHRkICJNYWlsIjEdMBsGA1UEAwwUbWFpbC5jb250b3NvLmV4YW1wbGUxIDAeBgkqhkiG9w0BCQEWEWFAY29udG9zby5leGFtcGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE3rqcxfh7udUPv4Mxxc9T8+40jxJBApQeBtzSqYK15BDvbhrLZ+9wmwOeZb/BAYDZ+Pvaxe1dktnpx/+9QvLduqNTMFEwHQYDVR0OBBYEFHwMHGPlqmw/pn50p/gskclO66A2MB8GA1UdIwQYMBaAFHwMHGPlqmw/pn50p/gskclO66A2MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIhAKGk1JYp+s0B3H/ZTZCuUEITJjfX6g0XZoc0hB7M/urFAiBDcvIRIL3n7ULh4NrP6JPxyqkyVtYOaG4+0W8cTb5YVw=='

export const sharedConfig = (reference: string): string =>
  '<configuration><runtime><assemblyBinding xmlns="urn:schemas-microsoft-com:asm.v1"><dependentAssembly>' +
  `<codeBase version="1.0.0.0" href="${reference}" /></dependentAssembly></assemblyBinding></runtime></configuration>`

export const files: Files = {
  'Exchange/GetExchangeServer.xml': cliXml(texts(server)),
  'Exchange/ExSetup.xml': cliXml(texts({ FileVersion: '15.00.1497.048', FileName: 'E:\\Exchange\\Bin\\ExSetup.exe' })),
  'OS/GetService.xml': cliXml(
    texts({ ServiceName: 'MSExchangeIS', Status: 'Running', StartType: 'Automatic' }),
    texts({ Name: 'W3SVC', Status: 'Dreaming', StartType: '2' })
  ),
  'Exchange/IIS/GetWebBinding.xml': cliXml(
    binding(':443:', 'https', thumbprint),
    binding('[::]:443:mail.contoso.example', 'HTTPS', thumbprint),
    binding('*:80:', 'http', ''),
    binding('808:*', 'net.tcp', '')
  ),
  'Exchange/GetExchangeCertificate.xml': cliXml(object(`<BA N="RawData">${certificate}</BA>`)),
  'Exchange/IIS/ExchangeBackEnd_SharedWebConfig.config': sharedConfig('file:///E:\\Exchange\\bin\\A.dll'),
  'Exchange/IIS/DefaultWebSite_SharedWebConfig.config': '<configuration>',
  'OS/Win32_OperatingSystem.xml': cliXml(object('<DT N="LocalDateTime">2026-03-10T09:30:00.5+01:00</DT>'))
}

export const read = (changed: Files = {}): Promise<Reading> =>
  withFolder({ ...files, ...changed }, (folder) => readCapture(folder)())

export const reasonOf = (fact: Fact<unknown>): string | null => (E.isLeft(fact) ? fact.left.reason : null)
