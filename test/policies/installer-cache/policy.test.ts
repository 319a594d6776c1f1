import { installerCache } from '../../../policies/installer-cache/policy'
import { testPolicy } from '../../support/policyTester'
import { managementToolsOnly } from '../../support/server'

const product = {
  kind: 'product',
  name: 'Microsoft Exchange Server',
  code: '442189DC8B9EA5040962A6BED9EC1F1F',
  file: 'C:\\Windows\\Installer\\1a2b.msi',
  state: 'present',
  unreadable: null
}

const patch = {
  kind: 'patch',
  name: 'Security Update for Exchange Server 2019 CU15 (KB5066366)',
  code: '0123456789ABCDEF0123456789ABCDEF',
  file: 'C:\\Windows\\Installer\\3c4d.msp',
  state: 'present',
  unreadable: null
}

const speech = { ...product, name: 'Microsoft Server Speech Platform Runtime (x64)', code: 'F'.repeat(32) }

const cache = (...packages: ReadonlyArray<object>) => ({ installerCache: packages })

testPolicy(installerCache, {
  compliant: [{ name: 'all packages are there', facts: cache(product, patch, speech) }],
  drifting: [
    {
      name: 'the package of Exchange itself is gone',
      facts: cache({ ...product, state: 'absent' }, patch),
      drifts: [
        {
          path: 'installerCache["442189DC8B9EA5040962A6BED9EC1F1F"]',
          actual: 'C:\\Windows\\Installer\\1a2b.msi, absent',
          desired: 'C:\\Windows\\Installer\\1a2b.msi, present',
          remediation: null,
          evidence: ['1a2b.msi does not exist: the cached package of Microsoft Exchange Server.'],
          resolution: [
            'put the package of Microsoft Exchange Server back',
            'Products\\442189DC8B9EA5040962A6BED9EC1F1F\\InstallProperties',
            'the medium of the Cumulative Update that is installed now (15.2.1748.55)',
            "-Destination 'C:\\Windows\\Installer\\1a2b.msi'"
          ]
        }
      ]
    },
    {
      name: 'a patch and a product that Exchange needs are damaged, and one was not looked at',
      facts: cache(
        product,
        { ...patch, state: 'damaged' },
        { ...speech, state: 'damaged' },
        { ...speech, code: 'E'.repeat(32), state: null, unreadable: 'access denied' }
      ),
      reason: 'was not looked at: access denied',
      drifts: [
        {
          path: 'installerCache["0123456789ABCDEF0123456789ABCDEF"]',
          actual: 'C:\\Windows\\Installer\\3c4d.msp, damaged',
          desired: 'C:\\Windows\\Installer\\3c4d.msp, present',
          evidence: ['is no package of Windows Installer'],
          resolution: [
            'Patches\\0123456789ABCDEF',
            'the package of the same update (Security Update',
            '.msp that you found'
          ]
        },
        {
          path: `installerCache.${'F'.repeat(32)}`,
          actual: 'C:\\Windows\\Installer\\1a2b.msi, damaged',
          desired: 'C:\\Windows\\Installer\\1a2b.msi, present',
          resolution: ['the same version of Microsoft Server Speech Platform Runtime']
        }
      ]
    }
  ],
  unknown: [
    {
      name: 'what Exchange needs is listed, and Exchange itself is not',
      facts: cache(speech, {
        ...speech,
        name: 'Microsoft Exchange Server Language Pack - German',
        code: 'D'.repeat(32)
      }),
      reason: 'Windows Installer lists no product of Exchange'
    },
    { name: 'no product at all', facts: cache(), reason: 'lists no product of Exchange' },
    { name: 'only a patch', facts: cache(patch), reason: 'lists no product of Exchange' },
    {
      name: 'no file is named',
      facts: cache({ ...product, file: null, state: null, unreadable: 'the registry names no file (LocalPackage)' }),
      reason: 'was not looked at: the registry names no file'
    },
    { name: 'no state, and no reason', facts: cache({ ...product, state: null }), reason: 'no reason was recorded' },
    { name: 'an older recording', facts: { installerCache: undefined }, reason: 'missing in this recording' }
  ],
  notApplicable: [
    {
      name: 'only the management tools are installed',
      facts: managementToolsOnly
    }
  ]
})
