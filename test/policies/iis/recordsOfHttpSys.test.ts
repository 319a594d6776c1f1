import { sslBindings } from '../../../policies/ssl-bindings/policy'
import { httpsBinding as https } from '../../support/bindings'
import { testRows } from '../../support/policyTester'
import {
  back,
  byHost,
  front,
  front443,
  notInStore,
  otherCertificate,
  otherStored,
  record,
  record444,
  records,
  sstp
} from './endpoints'

const iis = '{4dc3e181-e14b-4a21-b022-59fc669b0914}'

testRows(sslBindings, 'left over and odd records of http.sys', {
  compliant: [
    {
      name: 'a record is left over for an address that the server does not have',
      facts: {
        bindings: [front, back],
        httpSys: [...records, record('10.0.0.9', 443, otherCertificate, { isOwnAddress: false, appId: iis })]
      },
      reason: 'left over'
    },
    {
      name: 'a record whose name Windows can not use either',
      facts: {
        httpSys: [...records, { ...record(null, 0, null), unreadable: "http.sys has a record named 'garbage'" }]
      },
      reason: "a record named 'garbage'"
    }
  ],
  drifting: [
    {
      name: 'a binding for a single address is left over with the certificate for OAuth',
      facts: {
        bindings: [front, back, https('Default Web Site', '10.0.0.21', 443, otherCertificate)],
        httpSys: [...records, record('10.0.0.21', 443, otherCertificate)],
        certificates: otherStored('CN=Microsoft Exchange Server Auth Certificate')
      },
      drifts: [
        {
          path: 'httpSys["10.0.0.21:443"]',
          actual: `10.0.0.21:443, certificate ${otherCertificate} is the one for OAuth ("CN=Microsoft Exchange Server Auth Certificate")`,
          desired: '10.0.0.21:443 with a valid certificate',
          remediation: null
        }
      ]
    },
    {
      name: "another program's record hides Exchange's certificate by the name of the server",
      facts: {
        bindings: [front, back],
        httpSys: [...records, byHost('EX01.contoso.example', otherCertificate, { appId: sstp })]
      },
      drifts: [
        {
          path: 'httpSys["EX01.contoso.example:443"]',
          actual: `EX01.contoso.example:443, ${notInStore}`,
          desired: 'EX01.contoso.example:443 with a valid certificate',
          remediation: null
        }
      ]
    },
    {
      name: 'another program marked the record for all addresses as its own',
      facts: {
        bindings: [{ ...front, thumbprint: otherCertificate }, back],
        httpSys: [record('0.0.0.0', 443, otherCertificate, { appId: sstp }), record444]
      },
      drifts: [
        {
          ...front443('is not in the certificate store'),
          byHand: 'the record of http.sys is marked as that of another program',
          remediation: null
        }
      ]
    },
    {
      name: 'a record without a binding of IIS is left over',
      facts: {
        bindings: [front, back],
        httpSys: [...records, record('10.0.0.9', 443, otherCertificate, { isOwnAddress: true, appId: iis })]
      },
      drifts: [
        {
          path: 'httpSys["10.0.0.9:443"]',
          actual: `10.0.0.9:443, ${notInStore}`,
          desired: '10.0.0.9:443 with a valid certificate',
          remediation: null
        }
      ]
    }
  ],
  unknown: [
    {
      name: 'one record is odd: that endpoint alone is unknown',
      facts: {
        bindings: [front, back, https('Default Web Site', '127.0.0.1', 443, null)],
        httpSys: [...records, record('127.0.0.1', 443, null, { unreadable: 'its SslCertHash holds no bytes' })]
      },
      reason: /^its SslCertHash holds no bytes$/
    },
    {
      name: 'the record for all addresses is odd',
      facts: {
        bindings: [{ ...front, thumbprint: null }, back],
        httpSys: [record('0.0.0.0', 443, null, { unreadable: 'its SslCertHash holds no bytes' }), record444]
      },
      reason: 'its SslCertHash holds no bytes'
    },
    {
      name: "without IIS' bindings it is unknown which site has a record for one host name",
      facts: {
        bindings: { error: 'IIS is down' },
        httpSys: [...records, byHost('quarantine.contoso.example', otherCertificate)]
      },
      reason: 'unknown which site has the record for quarantine.contoso.example:443'
    }
  ]
})
