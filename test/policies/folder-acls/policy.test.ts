import { folderAcls } from '../../../policies/folder-acls/policy'
import { testPolicy } from '../../support/policyTester'

const root = 'C:\\Program Files\\Microsoft\\Exchange Server\\V15\\'
const owa = `${root}FrontEnd\\HttpProxy\\owa\\auth`
const ecp = `${root}FrontEnd\\HttpProxy\\ecp\\auth`
const full = '(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)'
const healthy = `O:BAG:SYD:AI${full}(A;OICIID;0x1200a9;;;AU)`

const acl = (path: string, sddl: string, inherits: boolean | null = true) => ({ path, sddl, inherits })
/** A server on which one of the web folders has these rights. */
const owaHas = (sddl: string, inherits: boolean | null = true) => ({
  acls: [acl(owa, sddl, inherits), acl(ecp, healthy)]
})
const kind = (exSetup: string, roles: ReadonlyArray<string>, installPath: string | null = null) => ({
  identity: { name: 'EX01', roles, installPath },
  build: { exSetup }
})

const desired = 'inheritance on; SYSTEM and Administrators full control; Authenticated Users read; no Deny'
const driftAt = (path: string, actual: string) => ({ path: `acls["${path}"]`, actual, desired })
const forObject = 'OA;;FA;bf967aba-0de6-11d0-a285-00aa003049e2;'
const underCondition = '(@User.Title=="a)b" && (Member_of {SID(BA)}))'
/** The healthy list with more entries at its head. */
const denied = (entries: string) => healthy.replace('D:AI', `D:AI${entries}`)
const owaDrift = (actual: string) => driftAt(owa, actual)

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
    ...[
      ['Guests, inherit-only', '(D;OICIIO;WD;;;BG)'],
      ['Guests, on the folder itself', '(D;OICI;FA;;;S-1-5-32-546)'],
      ['ANONYMOUS LOGON', '(D;;FA;;;AN)'],
      ['Domain Guests', '(D;;FA;;;S-1-5-21-1-2-3-514)'],
      ['Remote Desktop Users', '(D;;FW;;;RD)'],
      ['an app package, inherited', '(D;ID;FW;;;AC)'],
      ['Guests, for an object and under a condition', '(OD;;WP;;;BG)(XD;;WP;;;BG;(Exists a))'],
      ['Users, without rights', '(D;;;;;BU)'],
      ['Users, inherit-only and handed down to nothing', '(D;IO;FW;;;BU)'],
      ['Users, inherit-only, and nothing that setup does', '(D;OICIIO;WDWO;;;BU)']
    ].map(([name, entry]) => ({
      name: `a Deny that keeps nobody of setup or Exchange out: ${name}`,
      facts: owaHas(denied(entry ?? ''))
    })),
    {
      name: 'a Deny for a single account of the domain',
      facts: owaHas(denied('(D;OICI;FW;;;S-1-5-21-1-2-3-1105)')),
      reason: `not judged: the Deny entry for S-1-5-21-1-2-3-1105 on ${owa}`
    },
    {
      name: 'CREATOR OWNER and application packages, as Windows sets them, and writing for Users elsewhere',
      facts: {
        acls: [
          acl(owa, `${healthy}(A;OICIIOID;GA;;;CO)(A;ID;0x1200a9;;;AC)(A;ID;FA;;;S-1-5-82-1-2-3-4-5)`),
          acl(ecp, healthy),
          acl('C:\\Exchange', `${healthy}(A;;FW;;;BU)`)
        ]
      }
    },
    { name: 'whether it inherits was not read, and the list says so', facts: owaHas(healthy, null) },
    {
      name: 'the installation folder is not known',
      facts: {
        ...kind('15.2.1748.53', ['Mailbox']),
        acls: [
          acl('E:\\EX\\FrontEnd\\HttpProxy\\owa\\auth', healthy),
          acl('E:\\EX\\FrontEnd\\HttpProxy\\ecp\\auth', healthy)
        ]
      }
    },
    {
      name: 'a folder named by setup on Edge Transport',
      facts: { ...kind('15.2.1748.53', ['Edge']), acls: [acl('C:\\Exchange\\', healthy)] }
    },
    {
      name: '2013 Mailbox has no web folders',
      facts: { ...kind('15.0.1497.12', ['Mailbox']), acls: [acl('C:\\', healthy)] }
    }
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
      name: 'Deny for Everyone',
      facts: owaHas(healthy.replace('D:AI', 'D:AI(D;OICI;FW;;;WD)')),
      drifts: [
        {
          ...owaDrift('Deny for S-1-1-0'),
          resolution: [`icacls '${owa}' /remove:d '*S-1-1-0'`, 'Find out who set'],
          remediation: null
        }
      ]
    },
    ...[
      ['SYSTEM', 'SY', 'S-1-5-18'],
      ['Administrators', 'BA', 'S-1-5-32-544'],
      ['Users', 'BU', 'S-1-5-32-545'],
      ['NETWORK SERVICE', 'NS', 'S-1-5-20'],
      ['IIS_IUSRS', 'IS', 'S-1-5-32-568'],
      ['Domain Admins', 'DA', 'DA'],
      ['Domain Users', 'S-1-5-21-1-2-3-513', 'S-1-5-21-1-2-3-513'],
      ['an application pool', 'S-1-5-82-1-2-3-4-5', 'S-1-5-82-1-2-3-4-5']
    ].map(([name, sid, shown]) => ({
      name: `Deny for ${name}`,
      facts: owaHas(denied(`(D;;WP;;;${sid})`)),
      drifts: [{ ...owaDrift(`Deny for ${shown}`), remediation: null }]
    })),
    {
      name: 'Deny for Domain Admins, which the abbreviation of SDDL names, and an inherited one',
      facts: owaHas(denied('(D;;WP;;;DA)(D;ID;WP;;;BU)(D;ID;CC;;;BU)')),
      drifts: [
        {
          ...owaDrift('Deny for DA; Deny for S-1-5-32-545'),
          resolution: ["SDDL's DA", 'remove it at the folder above'],
          byHand: 'a Deny entry may',
          remediation: null
        }
      ]
    },
    {
      name: 'a Deny that only what is below inherits, for an account of setup',
      facts: owaHas(denied('(D;OICIIO;FW;;;SY)')),
      drifts: [owaDrift('Deny for S-1-5-18 on what is below')]
    },
    ...[
      ['Everyone', 'WD', 'S-1-1-0', 'FA'],
      ['Authenticated Users', 'AU', 'S-1-5-11', '0x1301bf'],
      ['Users', 'BU', 'S-1-5-32-545', 'FRFW'],
      ['Guests', 'BG', 'S-1-5-32-546', 'GW'],
      ['Domain Users', 'S-1-5-21-1-2-3-513', 'S-1-5-21-1-2-3-513', 'WO']
    ].map(([name, sid, shown, rights]) => ({
      name: `${name} may write on a web folder`,
      facts: owaHas(`${healthy}(A;OICI;${rights};;;${sid})`),
      drifts: [
        {
          ...driftAt(owa, `write for ${shown}`),
          desired: `${desired}; no write for every user`,
          evidence: ['anyone can take over the server'],
          resolution: ['#check-for-indicators-of-compromise-iocs', `icacls '${owa}' /grant:r '*${shown}:(OI)(CI)RX'`],
          byHand: 'a person must find out',
          remediation: null
        }
      ]
    })),
    {
      name: 'Everyone may write what is below, by an entry from the folder above',
      facts: owaHas(`${healthy}(A;OICIIOID;GA;;;WD)`),
      drifts: [
        {
          ...driftAt(owa, 'write for S-1-1-0'),
          desired: `${desired}; no write for every user`,
          resolution: ['Find the folder above'],
          remediation: null
        }
      ]
    },
    {
      name: 'full control for Everyone is none for SYSTEM and Administrators',
      facts: owaHas('D:AI(A;OICI;FA;;;WD)(A;OICI;FR;;;AU)'),
      drifts: [
        {
          ...driftAt(owa, 'no full control for SYSTEM; no full control for Administrators; write for S-1-1-0'),
          desired: `${desired}; no write for every user`,
          remediation: null
        }
      ]
    },
    {
      name: 'a fault beside an entry that can not be judged',
      facts: owaHas(`D:AI(A;;FA;;;SY)(XA;;FA;;;BA;${underCondition})`),
      drifts: [
        {
          ...owaDrift('no read for Authenticated Users'),
          evidence: ['Not judged: only an entry for an object or under a condition gives Administrators full control.']
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
    },
    {
      name: 'a version folder that setup named, with an apostrophe in its path',
      facts: {
        acls: [acl(owa, healthy), acl(ecp, healthy), acl("D:\\Bob's; calc\\owa\\auth\\15.1.2106\\", healthy, false)]
      },
      drifts: [
        {
          ...driftAt("D:\\Bob's; calc\\owa\\auth\\15.1.2106", 'inheritance off'),
          resolution: ["icacls 'D:\\Bob''s; calc\\owa\\auth\\15.1.2106' /inheritance:e"],
          byHand: 'the folder is not below',
          remediation: null
        }
      ]
    },
    {
      name: 'a path that leads out of the web folders',
      facts: {
        acls: [acl(owa, healthy), acl(ecp, healthy), acl(`${root}FrontEnd\\HttpProxy\\..\\..\\Mailbox`, healthy, false)]
      },
      drifts: [{ ...driftAt(`${root}FrontEnd\\HttpProxy\\..\\..\\Mailbox`, 'inheritance off'), remediation: null }]
    },
    {
      name: 'one folder is faulty, the other was not read',
      facts: { acls: [acl(owa, healthy, false)] },
      reason: `the access rights of ${ecp} were not read`,
      drifts: [owaDrift('inheritance off')]
    },
    {
      name: 'a folder named by setup, where the roles are unreadable',
      facts: { identity: { error: 'no registry' }, acls: [acl('C:\\Exchange', healthy, false)] },
      reason: 'no registry',
      drifts: [driftAt('C:\\Exchange', 'inheritance off')]
    },
    {
      name: 'a folder named by setup on a computer with the management tools',
      facts: { ...kind('15.2.1748.53', []), acls: [acl('C:\\Exchange', healthy, false)] },
      drifts: [driftAt('C:\\Exchange', 'inheritance off')]
    },
    {
      name: '2010, for which no folder is required',
      facts: { ...kind('14.3.513.0', ['ClientAccess']), acls: [acl('C:\\Exchange', healthy, false)] },
      drifts: [driftAt('C:\\Exchange', 'inheritance off')]
    }
  ],
  unknown: [
    { name: 'a web folder was not read', facts: { acls: [acl(owa, healthy)] }, reason: `${ecp} were not read` },
    { name: 'no folder was read', facts: { acls: [] }, reason: `${owa} were not read` },
    {
      name: 'a folder of the same name elsewhere does not count',
      facts: { acls: [acl(owa, healthy), acl('D:\\Old\\FrontEnd\\HttpProxy\\ecp\\auth', healthy)] },
      reason: `${ecp} were not read`
    },
    {
      name: 'a folder that could not be read, beside others that could',
      facts: {
        acls: [acl(owa, healthy), acl(ecp, healthy), { ...acl('C:\\Gone', ''), unreadable: 'it is not there' }]
      },
      reason: 'the access rights of C:\\Gone could not be read: it is not there'
    },
    {
      name: 'full control for an object or under a condition alone',
      facts: owaHas(`D:AI(${forObject};SY)(XA;;FA;;;BA;${underCondition})(OA;;FR;;;AU)`),
      reason: 'only an entry for an object or under a condition gives SYSTEM full control'
    },
    {
      name: 'a Deny under a condition, for an account of setup',
      facts: owaHas(denied(`(XD;;FA;;;BA;${underCondition})`)),
      reason: 'a Deny entry for S-1-5-32-544 counts only for an object or under a condition'
    },
    {
      name: 'a Deny for an object, for Everyone',
      facts: owaHas(denied(`(OD;;FA;bf967aba-0de6-11d0-a285-00aa003049e2;;WD)`)),
      reason: 'a Deny entry for S-1-1-0 counts only'
    },
    {
      name: 'writing for Everyone under a condition',
      facts: owaHas(`${healthy}(XA;;FA;;;WD;${underCondition})`),
      reason: 'an entry for an object or under a condition lets S-1-1-0 write'
    },
    ...['S-1-5-80-1-2-3-4-5', 'S-1-5-90-0-1', 'PA'].map((sid) => ({
      name: `a Deny for ${sid}, of which nothing tells who it is`,
      facts: owaHas(denied(`(D;;FW;;;${sid})`)),
      reason: `whether setup or Exchange uses ${sid}`
    })),
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
