import { folderAcls } from '../../../policies/folder-acls/policy'
import { testRows } from '../../support/policyTester'
import { serverFacts } from '../../support/server'
import { owa, owaDrift, owaHas } from './webFolders'

/** A folder in which an intruder has left a page. */
const shellIn = (path: string) => ({
  folders: [{ kind: 'owaAuth', path, state: 'present' }],
  pages: [{ path: `${path}\\errorEE.aspx`, size: 1, created: '2026-10-01T00:00:00Z' }],
  unread: []
})

testRows(folderAcls, 'rights that may have been taken away on purpose', {
  drifting: [
    {
      name: 'rights that are missing, on a server of which nobody knows whether an intruder was there',
      facts: {
        ...owaHas('D:AI(A;;FA;;;BA)(A;;FR;;;AU)'),
        webRoots: { error: 'access denied' }
      },
      drifts: [
        {
          ...owaDrift('no full control for SYSTEM'),
          remediation: null,
          byHand: 'it is not sure that no intruder was there (access denied), and traces must not be wiped out'
        }
      ]
    },
    {
      name: 'rights that are missing, and logs that were searched and not read to their end',
      facts: {
        ...owaHas('D:AI(A;;FA;;;BA)(A;;FR;;;AU)'),
        iocTraces: { error: 'not read within 480 s' }
      },
      drifts: [
        {
          ...owaDrift('no full control for SYSTEM'),
          remediation: null,
          byHand: 'the logs were not searched: not read within 480 s'
        }
      ]
    },
    {
      name: 'rights that are missing, and a page of an intruder that the baseline has',
      facts: owaHas('D:AI(A;;FA;;;BA)(A;;FR;;;AU)'),
      desired: { baseline: serverFacts({ webRoots: shellIn(owa) }) },
      drifts: [{ ...owaDrift('no full control for SYSTEM'), remediation: null, byHand: 'a foreign page' }]
    },
    {
      name: 'rights that are missing, and logs that an ordinary reading does not search',
      facts: { ...owaHas('D:AI(A;;FA;;;BA)(A;;FR;;;AU)'), iocTraces: undefined },
      drifts: [{ ...owaDrift('no full control for SYSTEM'), remediation: ['icacls.exe'] }]
    }
  ]
})
