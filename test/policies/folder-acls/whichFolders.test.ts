import { folderAcls } from '../../../policies/folder-acls/policy'
import { testRows } from '../../support/policyTester'
import { acl, driftAt, ecp, healthy, kind, owa, owaDrift, root } from './webFolders'

testRows(folderAcls, 'which folders are judged', {
  compliant: [
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
    }
  ]
})
