import { folderAcls } from '../../../policies/folder-acls/policy'
import { testPolicy } from '../../support/policyTester'
import { acl, ecp, full, healthy, kind, owa, owaDrift, owaHas, underCondition } from './webFolders'

const forObject = 'OA;;FA;bf967aba-0de6-11d0-a285-00aa003049e2;'

testPolicy(folderAcls, {
  compliant: [
    { name: 'the healthy server' },
    {
      name: 'folders in another case and with a backslash at the end',
      facts: { acls: [acl(`${owa.toUpperCase()}\\`, healthy), acl(ecp, healthy)] }
    },
    { name: 'raw SIDs', facts: owaHas('D:AI(A;;FA;;;S-1-5-18)(A;;FA;;;S-1-5-32-544)(A;;FR;;;S-1-5-11)') },
    { name: 'reading for Users instead', facts: owaHas(`D:AI${full}(A;;FR;;;BU)`) },
    { name: 'reading for Everyone instead', facts: owaHas(`D:AI${full}(A;;0x1200a9;;;WD)`) },
    { name: 'generic rights', facts: owaHas('D:AI(A;;GA;;;SY)(A;;GRGWGXFA;;;BA)(A;;GRGX;;;AU)') },
    { name: 'rights of several entries', facts: owaHas(`D:AI${full}(A;;CC;;;AU)(A;;0x20088;;;AU)`) },
    {
      name: 'an orphaned SID, TrustedInstaller, CREATOR OWNER and an auditing part',
      facts: owaHas(
        `O:S-1-5-80-956008885-3418522649G:DAD:AI${full}(A;;FR;;;AU)(A;OICIIO;GA;;;CO)` +
          '(A;;FA;;;S-1-5-21-1-2-3-1105)(A;;FA;;;S-1-5-80-956008885-3418522649)S:AI(AU;SAFA;FA;;;WD)'
      )
    },
    { name: 'whether it inherits was not read, and the list says so', facts: owaHas(healthy, null) }
  ],
  drifting: [
    {
      name: 'inheritance is off',
      facts: owaHas(healthy, false),
      drifts: [
        {
          ...owaDrift('inheritance off'),
          evidence: [healthy],
          resolution: [`icacls '${owa}' /inheritance:e`, `Get-Acl -LiteralPath '${owa}'`, 'Resume setup'],
          remediation: [`icacls.exe" '${owa}' /inheritance:e`, 'AreAccessRulesProtected']
        }
      ]
    },
    {
      name: 'protected, which only the list tells',
      facts: owaHas(healthy.replace('D:AI', 'D:PAI'), null),
      drifts: [owaDrift('inheritance off')]
    },
    {
      name: 'SYSTEM has less than full control',
      facts: owaHas('D:AI(A;;0x1301bf;;;SY)(A;;FA;;;BA)(A;;FR;;;AU)'),
      drifts: [
        {
          ...owaDrift('no full control for SYSTEM'),
          resolution: [`icacls '${owa}' /grant '*S-1-5-18:(OI)(CI)F'`],
          remediation: ["/grant '*S-1-5-18:(OI)(CI)F'"]
        }
      ]
    },
    {
      name: 'full control is inherit-only',
      facts: owaHas('D:AI(A;;FA;;;SY)(A;OICIIO;FA;;;BA)(A;OICIIO;FR;;;AU)'),
      drifts: [
        {
          ...owaDrift('no full control for Administrators; no read for Authenticated Users'),
          resolution: ["'*S-1-5-32-544:(OI)(CI)F'", "'*S-1-5-11:(OI)(CI)R'"]
        }
      ]
    },
    {
      name: 'Everyone may read, and an empty entry is no right of SYSTEM',
      facts: owaHas('D:PAI(A;OICI;0x1200a9;;;WD)(A;;;;;SY)', false),
      drifts: [
        {
          ...owaDrift('inheritance off; no full control for SYSTEM; no full control for Administrators'),
          evidence: ['sign of intrusion in 2021'],
          remediation: null
        }
      ]
    },
    {
      name: 'Everyone may read, and nobody else has rights',
      facts: owaHas('D:PAI(A;OICI;0x1200a9;;;WD)', false),
      drifts: [
        {
          ...owaDrift('inheritance off; no full control for SYSTEM; no full control for Administrators'),
          evidence: ['sign of intrusion in 2021'],
          resolution: ['#check-for-indicators-of-compromise-iocs', 'since an intruder may have set'],
          remediation: null
        }
      ]
    },
    {
      name: 'an empty list',
      facts: owaHas('D:AI'),
      drifts: [
        owaDrift('no full control for SYSTEM; no full control for Administrators; no read for Authenticated Users')
      ]
    },
    {
      name: 'no list at all, so that everybody may do everything',
      facts: owaHas('O:BAD:NO_ACCESS_CONTROL'),
      drifts: [{ ...owaDrift('no access control list'), resolution: [`icacls '${owa}' /reset`], remediation: null }]
    }
  ],
  unknown: [
    {
      name: 'full control for an object or under a condition alone',
      facts: owaHas(`D:AI(${forObject};SY)(XA;;FA;;;BA;${underCondition})(OA;;FR;;;AU)`),
      reason: 'only an entry for an object or under a condition gives SYSTEM full control'
    },
    { name: 'no D: part', facts: owaHas('O:BAG:SY'), reason: 'no access control list (no D: part)' },
    { name: 'an empty text', facts: owaHas(''), reason: 'no D: part' },
    { name: 'not understood', facts: owaHas(`${healthy}(A;;XX;;;SY)`), reason: '"(A;;XX;;;SY)" is no entry' },
    { name: 'cut off', facts: owaHas(healthy.slice(0, -3)), reason: "can't be understood" },
    { name: '2013 Client Access', facts: { ...kind('15.0.1497.12', ['ClientAccess']), acls: [] }, reason: 'owa\\auth' },
    { name: 'the roles are unreadable', facts: { identity: { error: 'no registry' }, acls: [] }, reason: 'no registry' }
  ],
  notApplicable: [
    { name: 'Edge Transport', facts: { ...kind('15.2.1748.53', ['Edge']), acls: [] } },
    { name: 'Edge Transport, unreadable', facts: { ...kind('15.2.1748.53', ['Edge']), acls: { error: 'no' } } },
    { name: '2010', facts: { ...kind('14.3.513.0', ['ClientAccess']), acls: [] } },
    { name: 'the management tools alone', facts: { ...kind('15.2.1748.53', []), acls: [] } }
  ]
})
