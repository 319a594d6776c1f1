import { adPreparation } from '../../../policies/ad-preparation/policy'
import { withDirectory } from '../../support/inOrganization'
import { testRows } from '../../support/policyTester'
import { byHand } from './directoryLevels'

const deleted =
  'CN=Recipient Management\\0ADEL:6d1f4bd3-8e38-4e4b-8c3e-3c4f6c5f1a11,CN=Deleted Objects,DC=contoso,DC=com'

const entry = (name: string | null) => ({ guid: '660113FD7E84CF49B4D1C0B1D3F6F8A2', name })

const group = entry('CN=Public Folder Management,OU=Microsoft Exchange Security Groups,DC=contoso,DC=com')

testRows(adPreparation, 'entries of well-known objects', {
  drifting: [
    {
      name: 'an entry that points to a deleted object',
      organization: withDirectory({ wellKnownObjects: [group, entry(deleted)] }),
      drifts: [
        {
          ...{ path: 'directory.otherWellKnownObjects', actual: '1 of 2 entries point to deleted objects' },
          ...{ desired: 'no entry points to a deleted object', ...byHand },
          evidence: ['B:32:660113FD7E84CF49B4D1C0B1D3F6F8A2 points to CN=Recipient Management\\0ADEL:'],
          resolution: [
            "-d 'CN=Microsoft Exchange,CN=Services,CN=Configuration,DC=contoso,DC=com' -p Base",
            '.\\SetupAssist.ps1 -OtherWellKnownObjects',
            '.\\Setup.exe /PrepareAD'
          ]
        }
      ]
    },
    {
      name: 'the line break of a deleted name was made a blank, and the container has another name',
      organization: withDirectory({
        wellKnownObjects: [entry('CN=Recipient Management DEL:6d1f4bd3,CN=Gone,DC=contoso')]
      }),
      drifts: [
        {
          ...{ path: 'directory.otherWellKnownObjects', actual: '1 of 1 entries point to deleted objects' },
          ...{ desired: 'no entry points to a deleted object', ...byHand }
        }
      ]
    }
  ],
  unknown: [
    {
      name: 'no entry',
      organization: withDirectory({ wellKnownObjects: [] }),
      reason: 'every organization has entries'
    },
    {
      name: 'an entry without a name',
      organization: withDirectory({ wellKnownObjects: [group, entry(null)] }),
      reason: '1 entries of otherWellKnownObjects could not be read'
    }
  ]
})
