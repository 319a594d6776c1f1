import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { certificateExpiry } from '../../../policies/certificate-expiry/policy'
import { withEx01 } from '../../support/inOrganization'
import { judgeRow, testPolicy } from '../../support/policyTester'
import { backEndCertificate, frontEndCertificate, healthySections } from '../../support/server'

/** The facts were collected on 2026-11-01. */
const ending = (thumbprint: string, notAfter: string | null, parts: object = {}) =>
  [healthySections.certificates]
    .flat()
    .map((one) =>
      typeof one === 'object' && one !== null && 'thumbprint' in one && one.thumbprint === thumbprint
        ? { ...one, notAfter, ...parts }
        : one
    )

const oauth = {
  thumbprint: 'F'.repeat(40),
  subject: 'CN=Microsoft Exchange Server Auth Certificate',
  notBefore: '2022-01-01T00:00:00Z',
  notAfter: '2026-11-20T00:00:00Z',
  hasPrivateKey: true
}

const withOauth = { certificates: [...[healthySections.certificates].flat(), oauth] }

const next = {
  ...oauth,
  thumbprint: '9'.repeat(40),
  notBefore: '2026-10-01T00:00:00Z',
  notAfter: '2031-10-01T00:00:00Z'
}

const withNext = (parts: object = {}) => ({ certificates: [...withOauth.certificates, { ...next, ...parts }] })

const naming = (nextThumbprint: string | null, nextEffectiveDate: string | null = null) =>
  withEx01({}, { authConfig: { currentThumbprint: oauth.thumbprint, nextThumbprint, nextEffectiveDate } })

const ofOauth = {
  path: `expiry.${oauth.thumbprint}`,
  actual: 'expires on 2026-11-20 (OAuth)',
  desired: 'valid for more than 30 days',
  remediation: null
}

const desired = 'valid for more than 30 days'

const onPort8443 = (thumbprint: string, more: ReadonlyArray<object> = [], store: string | null = null) => ({
  bindings: [
    ...[healthySections.bindings].flat(),
    { site: 'Default Web Site', protocol: 'https', address: '*', port: 8443, host: '', thumbprint, store }
  ],
  certificates: [...[healthySections.certificates].flat(), ...more]
})

testPolicy(certificateExpiry, {
  compliant: [
    { name: 'they end in years' },
    { name: 'one ends in 31 days', facts: { certificates: ending(frontEndCertificate, '2026-12-02T09:00:00Z') } },
    {
      name: 'that of OAuth ends, and the next one is set',
      facts: withNext(),
      organization: naming(next.thumbprint, '2026-11-10T00:00:00Z')
    },
    { name: 'one that nothing uses ends', facts: withOauth },
    {
      name: 'one has ended, which another policy tells',
      facts: { certificates: ending(frontEndCertificate, '2026-10-01T00:00:00Z') },
      reason: "can't serve any more"
    }
  ],
  drifting: [
    {
      name: 'one that clients see, where Extended Protection is on',
      facts: {
        certificates: ending(frontEndCertificate, '2026-11-20T00:00:00Z'),
        extendedProtection: [
          {
            ...{ site: 'Default Web Site', path: '/EWS', tokenChecking: 'Allow' },
            ...{ sslFlags: 'Ssl', listedAddressesOnly: false }
          }
        ]
      },
      drifts: [
        {
          path: `expiry.${frontEndCertificate}`,
          actual: 'expires on 2026-11-20 (Default Web Site *:443, Default Web Site 127.0.0.1:443)',
          desired,
          resolution: [
            'Extended Protection is on here, so a load balancer that ends TLS must get the same certificate first',
            "Enable-ExchangeCertificate -Server 'EX01' -Services IIS"
          ],
          remediation: null
        }
      ]
    },
    {
      name: 'one of a port that no other policy judges lost its key, which may be here still',
      facts: onPort8443('D'.repeat(40), [{ ...next, thumbprint: 'D'.repeat(40), hasPrivateKey: false }]),
      drifts: [
        {
          path: `expiry.${'D'.repeat(40)}`,
          actual: 'has no private key (Default Web Site *:8443)',
          desired: `${desired}, with its private key`,
          resolution: ['that can serve; replace DDDD', `certutil.exe -repairstore My ${'D'.repeat(40)}`],
          remediation: null
        }
      ]
    },
    {
      name: 'one of another store, which Exchange does not renew',
      facts: onPort8443(
        'D'.repeat(40),
        [{ ...next, thumbprint: 'D'.repeat(40), notAfter: '2026-11-20T00:00:00Z', store: 'WebHosting' }],
        'WebHosting'
      ),
      drifts: [
        {
          path: `expiry.${'D'.repeat(40)}`,
          actual: 'expires on 2026-11-20 (Default Web Site *:8443)',
          desired,
          resolution: [
            'Renew it with the program that keeps it in the store WebHosting',
            "$_.AddSslCertificate($new, 'WebHosting')"
          ],
          remediation: null
        }
      ]
    },
    {
      name: 'one of a port that no other policy judges has expired',
      facts: onPort8443('D'.repeat(40), [
        { ...next, thumbprint: 'D'.repeat(40), subject: 'CN=old', notAfter: '2026-10-10T00:00:00Z' }
      ]),
      drifts: [
        {
          path: `expiry.${'D'.repeat(40)}`,
          actual: 'expired on 2026-10-10 (Default Web Site *:8443)',
          desired,
          resolution: [
            'renew DDDD',
            '("CN=old").',
            'Assign the new one to Default Web Site *:8443,',
            `$_.certificateHash -eq '${'D'.repeat(40)}'`
          ],
          remediation: null
        }
      ]
    },
    {
      name: 'the one of clients ends within 30 days, and is used twice',
      facts: { certificates: ending(frontEndCertificate, '2026-11-20T00:00:00Z') },
      drifts: [
        {
          ...{ path: `expiry.${frontEndCertificate}`, desired, remediation: null },
          actual: 'expires on 2026-11-20 (Default Web Site *:443, Default Web Site 127.0.0.1:443)',
          resolution: [
            '-GenerateRequest',
            `Get-ExchangeCertificate -Server 'EX01' -Thumbprint '${frontEndCertificate}'`
          ]
        }
      ]
    },
    {
      name: 'a self-signed one ends on the last of 30 days',
      facts: { certificates: ending(backEndCertificate, '2026-12-01T08:00:00Z', { issuer: 'CN=EX01' }) },
      drifts: [
        {
          ...{ path: `expiry.${backEndCertificate}`, desired, remediation: null },
          actual: 'expires on 2026-12-01 (Exchange Back End *:444)',
          resolution: [
            "New-ExchangeCertificate -Server 'EX01' -PrivateKeyExportable $true",
            'in an elevated PowerShell on EX01 that asks for its thumbprint'
          ]
        }
      ]
    },
    {
      name: 'that of OAuth ends, and the next one is not in the store',
      facts: withOauth,
      organization: naming(next.thumbprint),
      drifts: [
        {
          ...ofOauth,
          evidence: [`The next one, ${next.thumbprint}, is not in the store of this server.`],
          resolution: [`Export-ExchangeCertificate -Thumbprint '${next.thumbprint}'`, 'Import-ExchangeCertificate']
        }
      ]
    },
    {
      name: 'that of OAuth ends, and the next one has no day',
      facts: withNext(),
      organization: naming(next.thumbprint),
      drifts: [{ ...ofOauth, evidence: ['has no day from which it takes its place.'] }]
    },
    {
      name: 'that of OAuth ends, and the next one was due and is not in use',
      facts: withNext(),
      organization: naming(next.thumbprint, '2026-10-29T00:00:00Z'),
      drifts: [
        {
          ...ofOauth,
          evidence: ['was to take its place on 2026-10-29, and did not.'],
          resolution: [
            `Set-AuthConfig -NewCertificateThumbprint '${next.thumbprint}' -NewCertificateEffectiveDate (Get-Date)`,
            'Set-AuthConfig -PublishCertificate'
          ]
        }
      ]
    },
    {
      name: 'that of OAuth ends in two days, and no next one is set: there is no time to wait',
      facts: {
        certificates: [...[healthySections.certificates].flat(), { ...oauth, notAfter: '2026-11-03T00:00:00Z' }]
      },
      organization: naming(null),
      drifts: [
        {
          ...ofOauth,
          actual: 'expires on 2026-11-03 (OAuth)',
          resolution: ['-NewCertificateEffectiveDate (Get-Date)', 'Set-AuthConfig -PublishCertificate']
        }
      ]
    },
    {
      name: 'one certificate serves OAuth and a site: each gets one of its own',
      facts: onPort8443(oauth.thumbprint, [oauth]),
      organization: naming(null),
      drifts: [
        {
          ...ofOauth,
          actual: 'expires on 2026-11-20 (Default Web Site *:8443, OAuth)',
          resolution: ["-SubjectName 'CN=Microsoft Exchange Server Auth Certificate'", 'Get-WebBinding -Protocol https']
        }
      ]
    },
    {
      name: 'that of OAuth ends, and the next one takes its place too late',
      facts: withNext(),
      organization: naming(next.thumbprint, '2026-12-24T00:00:00Z'),
      drifts: [
        {
          ...ofOauth,
          evidence: ['takes its place only on 2026-12-24.'],
          resolution: [`Set-AuthConfig -NewCertificateThumbprint '${next.thumbprint}'`]
        }
      ]
    },
    {
      name: 'that of OAuth ends, and the next one does, too',
      facts: withNext({ notAfter: '2026-11-25T00:00:00Z' }),
      organization: naming(next.thumbprint),
      drifts: [{ ...ofOauth, evidence: ['ends on 2026-11-25.'] }]
    },
    {
      name: 'that of OAuth ends, and the next one has no private key',
      facts: withNext({ hasPrivateKey: false }),
      organization: naming(next.thumbprint),
      drifts: [{ ...ofOauth, evidence: ['is not known as valid.'] }]
    },
    {
      name: 'that of OAuth ends, and no next one is set',
      facts: withOauth,
      organization: naming(null),
      drifts: [
        {
          ...{ path: `expiry.${oauth.thumbprint}`, desired, remediation: null },
          actual: 'expires on 2026-11-20 (OAuth)',
          resolution: ['(Get-Date).AddDays(3)']
        }
      ]
    }
  ],
  unknown: [
    {
      name: 'a certificate of another port was not read',
      facts: onPort8443('C'.repeat(40)),
      reason: 'is not among those that were read, and is in use: Default Web Site *:8443'
    },
    {
      name: 'the end was not read',
      facts: { certificates: ending(frontEndCertificate, null) },
      reason: 'was not read'
    },
    {
      name: 'none that is in use is listed',
      facts: { certificates: [oauth] },
      reason: 'no valid certificate in use was found'
    }
  ],
  notApplicable: [
    {
      name: 'an Edge server',
      facts: { identity: { name: 'EX01', fqdn: null, roles: ['Edge'], version: '15.2.1748.10' } }
    }
  ]
})

test('the certificate of another port of the Default Web Site is not assigned to port 443', () => {
  const old = { ...next, thumbprint: 'D'.repeat(40), notAfter: '2026-11-20T00:00:00Z' }
  const { drifts } = judgeRow(certificateExpiry, { name: 'port 8443', facts: onPort8443('D'.repeat(40), [old]) })
  const commands = drifts.flatMap(({ resolution }) => resolution.steps.map(({ command }) => command ?? '')).join('\n')
  assert.not.match(commands, 'Enable-ExchangeCertificate')
})

test.run()
