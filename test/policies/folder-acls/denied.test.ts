import { folderAcls } from '../../../policies/folder-acls/policy'
import { testRows } from '../../support/policyTester'
import { healthy, owa, owaDrift, owaHas, underCondition } from './webFolders'

/** The healthy list with more entries at its head. */
const denied = (entries: string) => healthy.replace('D:AI', `D:AI${entries}`)

testRows(folderAcls, 'rights that are denied', {
  compliant: [
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
    }
  ],
  drifting: [
    {
      name: 'Deny for Everyone',
      facts: owaHas(healthy.replace('D:AI', 'D:AI(D;OICI;FW;;;WD)')),
      drifts: [
        {
          ...owaDrift('Deny for Everyone (S-1-1-0)'),
          resolution: [`icacls '${owa}' /remove:d '*S-1-1-0'`, 'Find out who set'],
          remediation: null
        }
      ]
    },
    ...[
      ['SYSTEM', 'SY', 'SYSTEM (S-1-5-18)'],
      ['Administrators', 'BA', 'Administrators (S-1-5-32-544)'],
      ['Users', 'BU', 'Users (S-1-5-32-545)'],
      ['NETWORK SERVICE', 'NS', 'NETWORK SERVICE (S-1-5-20)'],
      ['IIS_IUSRS', 'IS', 'IIS_IUSRS (S-1-5-32-568)'],
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
          ...owaDrift('Deny for DA; Deny for Users (S-1-5-32-545)'),
          resolution: ['the account DA, a short name of SDDL', 'Remove it from the folder above'],
          byHand: 'a Deny entry may',
          remediation: null
        }
      ]
    },
    {
      name: 'a Deny that only what is below inherits, for an account of setup',
      facts: owaHas(denied('(D;OICIIO;FW;;;SY)')),
      drifts: [owaDrift('Deny for SYSTEM (S-1-5-18) on what is below')]
    }
  ],
  unknown: [
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
    ...['S-1-5-80-1-2-3-4-5', 'S-1-5-90-0-1', 'PA'].map((sid) => ({
      name: `a Deny for ${sid}, of which nothing tells who it is`,
      facts: owaHas(denied(`(D;;FW;;;${sid})`)),
      reason: `whether setup or Exchange uses ${sid}`
    }))
  ]
})
