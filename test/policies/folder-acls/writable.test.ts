import { folderAcls } from '../../../policies/folder-acls/policy'
import { testRows } from '../../support/policyTester'
import { acl, desired, driftAt, ecp, healthy, owa, owaDrift, owaHas, underCondition } from './webFolders'

testRows(folderAcls, 'folders that others may write to', {
  compliant: [
    {
      name: 'CREATOR OWNER and application packages, as Windows sets them, and writing for Users elsewhere',
      facts: {
        acls: [
          acl(owa, `${healthy}(A;OICIIOID;GA;;;CO)(A;ID;0x1200a9;;;AC)(A;ID;FA;;;S-1-5-82-1-2-3-4-5)`),
          acl(ecp, healthy),
          acl('C:\\Exchange', `${healthy}(A;;FW;;;BU)`)
        ]
      }
    }
  ],
  drifting: [
    ...[
      ['Everyone', 'WD', 'S-1-1-0', 'FA'],
      ['Authenticated Users', 'AU', 'S-1-5-11', '0x1301bf'],
      ['Users', 'BU', 'S-1-5-32-545', 'FRFW'],
      ['Guests', 'BG', 'S-1-5-32-546', 'GW'],
      ['Domain Users', 'S-1-5-21-1-2-3-513', 'S-1-5-21-1-2-3-513', 'WO']
    ].map(([name, sid, shown = '', rights]) => ({
      name: `${name} may write on a web folder`,
      facts: owaHas(`${healthy}(A;OICI;${rights};;;${sid})`),
      drifts: [
        {
          ...driftAt(owa, `write for ${shown.startsWith('S-1-5-21-') ? shown : `${name} (${shown})`}`),
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
          ...driftAt(owa, 'write for Everyone (S-1-1-0)'),
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
          ...driftAt(
            owa,
            'no full control for SYSTEM; no full control for Administrators; write for Everyone (S-1-1-0)'
          ),
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
    }
  ],
  unknown: [
    {
      name: 'writing for Everyone under a condition',
      facts: owaHas(`${healthy}(XA;;FA;;;WD;${underCondition})`),
      reason: 'an entry for an object or under a condition lets S-1-1-0 write'
    }
  ]
})
