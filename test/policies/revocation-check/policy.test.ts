import { revocationCheck } from '../../../policies/revocation-check/policy'
import { testPolicy } from '../../support/policyTester'
import { managementToolsOnly } from '../../support/server'

const system = { sid: 'S-1-5-18', account: null, state: 0x23c00, unreadable: null }
const sid = 'S-1-5-21-1-2-3-1105'
const admin = { sid, account: 'CONTOSO\\admin', state: null, unreadable: null }

const found = (...accounts: ReadonlyArray<object>) => ({
  revocation: { accounts, winHttpProxy: null, machineProxy: null }
})

const installer = (name: string) => ({ desired: { parameters: { 'revocation-check': { installer: name } } } })

const off = { ...admin, state: 0x23e00 }

const drift = {
  path: `revocation.${sid}`,
  actual: 'off, State 0x23E00',
  desired: 'on, State 0x23C00'
}

testPolicy(revocationCheck, {
  compliant: [
    {
      name: 'on for LocalSystem, and by default for who was signed in',
      facts: found(system, admin),
      reason: 'since the settings name no account that installs updates'
    },
    { name: 'the one who installs, by SID', facts: found(system, admin), ...installer(sid.toLowerCase()) },
    { name: 'the one who installs, by name', facts: found(system, admin), ...installer('contoso\\ADMIN') },
    {
      name: 'another user than the one who installs has turned it off',
      facts: found(system, admin, { ...off, sid: 'S-1-5-21-1-2-3-1106', account: 'CONTOSO\\other' }),
      ...installer('CONTOSO\\admin')
    },
    {
      name: 'a service account has turned it off, as which nothing is installed',
      facts: found(system, admin, { ...system, sid: 'S-1-5-20', state: 0x23e00 })
    },
    { name: 'all other bits are set', facts: found(system, { ...admin, state: 0xfffffdff }) },
    { name: 'LocalSystem installs', facts: found(system), ...installer('S-1-5-18') }
  ],
  drifting: [
    {
      name: 'a user has turned it off',
      facts: found(system, off),
      drifts: [
        {
          ...drift,
          evidence: [`State of CONTOSO\\admin (${sid}) is 0x23E00`],
          resolution: ['Expected CONTOSO\\admin on EX01', `HKEY_USERS\\${sid}\\Software`, '-Type DWord -Value 146432'],
          remediation: [`Test-RevocationCheck '${sid}'`, `Set-RevocationCheck '${sid}'`]
        }
      ]
    },
    {
      name: 'off for LocalSystem, and the user is unread',
      facts: found({ ...system, state: 0x200 }, { ...admin, unreadable: 'access denied' }),
      reason: 'the settings of CONTOSO\\admin could not be read: access denied',
      drifts: [{ path: 'revocation.S-1-5-18', actual: 'off, State 0x200', desired: 'on, State 0x0' }]
    },
    {
      name: 'the highest bits are set, too',
      facts: found(system, { ...admin, state: 0xffffffff }),
      drifts: [{ path: `revocation.${sid}`, actual: 'off, State 0xFFFFFFFF', desired: 'on, State 0xFFFFFDFF' }]
    },
    {
      name: 'off, by an account whose name wants to be a command',
      facts: found(system, { ...off, account: "CONTOSO\\a'; calc" }),
      drifts: [drift]
    }
  ],
  unknown: [
    {
      name: 'the settings of the one who installs were not loaded',
      facts: found(system, admin),
      ...installer('CONTOSO\\installer'),
      reason: 'the settings of CONTOSO\\installer, which installs updates, were not loaded'
    },
    { name: 'nobody was signed in', facts: found(system), reason: 'no user was signed in' },
    { name: 'LocalSystem is not listed', facts: found(admin), reason: 'the settings of LocalSystem are not among' },
    {
      name: 'a user could not be read',
      facts: found(system, { ...admin, unreadable: 'access denied' }),
      reason: 'could not be read: access denied'
    },
    { name: 'an older recording', facts: { revocation: undefined }, reason: 'missing in this recording' }
  ],
  notApplicable: [
    {
      name: 'only the management tools are installed',
      facts: managementToolsOnly
    }
  ]
})
