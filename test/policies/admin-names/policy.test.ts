import { adminNames } from '../../../policies/admin-names/policy'
import { withEx01 } from '../../support/inOrganization'
import { testPolicy } from '../../support/policyTester'
import { managementToolsOnly } from '../../support/server'

const found = (changes: object = {}) =>
  withEx01({}, { adminNames: { groups: 14, members: 23, names: [], unread: [], ...changes } })

const admin = (name: string) => ({ group: 'Organization Management', name })

const byHand = { desired: 'another name', remediation: null }

testPolicy(adminNames, {
  compliant: [{ name: 'no such name', organization: found() }],
  drifting: [
    {
      name: 'two accounts, and a member that was not read',
      organization: found({
        names: [admin('adm-mail$'), { group: 'Help Desk', name: "o'neil$$" }],
        unread: [{ name: 'CN=F,DC=c', reason: 'it is an account of another forest' }]
      }),
      reason: 'the member CN=F,DC=c could not be read: it is an account of another forest',
      drifts: [
        {
          ...{ path: 'adminNames.adm-mail$', ...byHand },
          actual: 'a name that ends in $, in the role group Organization Management',
          evidence: ['adm-mail$ is a member of Organization Management', 'read at 2026-11-01T08:00:00Z'],
          resolution: [
            "-Identity 'adm-mail$' -SamAccountName 'adm-mail'",
            "Get-RoleGroupMember -Identity 'Organization"
          ]
        },
        {
          ...{ path: 'adminNames["o\'neil$$"]', ...byHand },
          actual: 'a name that ends in $, in the role group Help Desk',
          resolution: ["-SamAccountName 'o''neil'"]
        }
      ]
    }
  ],
  unknown: [
    { name: 'nobody read the organization', reason: 'the settings name no source of organization facts' },
    {
      name: 'the role groups were not read',
      organization: withEx01({}, { adminNames: { error: 'access denied' } }),
      reason: 'access denied'
    },
    { name: 'facts of an older collector', organization: withEx01({}, { adminNames: undefined }) },
    {
      name: 'a member was not read',
      organization: found({ unread: [{ name: 'CN=A', reason: 'access denied' }] }),
      reason: 'the member CN=A could not be read: access denied'
    },
    { name: 'no member at all', organization: found({ members: 0 }), reason: 'show no member' }
  ],
  notApplicable: [
    { name: 'an Edge Transport server', facts: { identity: { name: 'EX01', fqdn: null, roles: ['Edge'] } } },
    { name: 'only the management tools are installed', facts: managementToolsOnly }
  ]
})
