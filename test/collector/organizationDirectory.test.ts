import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { OrganizationFacts } from '../../facts/organization/organizationFacts'
import { all, collect, engine } from './collectOrganization'
import { exchangePlace, forest, guid } from './forest'

const test = suite('the collector of organization facts: the directory, in a real PowerShell')
const real = engine.missing === null ? test : test.skip
if (engine.missing !== null) process.stdout.write(`skipped: ${engine.missing}\n`)

const directoryOf = (facts: OrganizationFacts | null) => facts?.sections.directory ?? E.left({ reason: 'no facts' })

real('the levels of the directory are read by LDAP, long lists in ranges', async () => {
  const { facts } = await collect({ directory: forest() }, `${all} -Dag none`)
  assert.equal(
    directoryOf(facts),
    E.right({
      ...{ organization: 'Contoso', organizationVersion: 16_763, schemaVersion: 17_003 },
      schemaMaster: { server: 'DC01', site: 'Berlin' },
      wellKnownObjects: [
        { guid, name: 'CN=A,DC=c' },
        { guid, name: 'CN=B DEL:1,CN=Deleted Objects,DC=c' }
      ],
      domains: [
        {
          ...{ domain: 'contoso.example', unread: null },
          containers: [{ name: 'CN=Microsoft Exchange System Objects,DC=c', version: 13_243 }]
        },
        {
          ...{ domain: 'far.example', containers: null },
          unread: 'InvalidOperationException: There is no such object: far.example/DC=d'
        }
      ]
    })
  )
})

const otherForests: ReadonlyArray<readonly [changes: Readonly<Record<string, string>>, reason: RegExp]> = [
  [{ [exchangePlace]: '' }, /holds 0 Exchange organizations/],
  [
    { [exchangePlace]: "@{ name = 'Fabrikam' }" },
    /holds the organization Fabrikam, and the endpoint belongs to Contoso/
  ],
  [{ [`${exchangePlace}?otherWellKnownObjects;range=0-*`]: "@{ otherWellKnownObjects = 'odd' }" }, /another form/],
  [{ 'CN=ms-Exch-Schema-Version-Pt,CN=Schema,DC=c': '' }, /CN=ms-Exch-Schema-Version-Pt,CN=Schema,DC=c can't be read/]
]

real('a directory that is another one, absent or damaged costs its own section', async () => {
  for (const [changes, reason] of otherForests) {
    const { facts } = await collect({ directory: forest(changes) }, `${all} -Dag none`)
    const found = directoryOf(facts)
    assert.match(E.isLeft(found) ? found.left.reason : JSON.stringify(found.right), reason)
    assert.ok(facts !== null && E.isRight(facts.sections.servers))
  }
})

const owa = `${exchangePlace}|(objectClass=msExchOWAVirtualDirectory)`
const ews = `${exchangePlace}|(objectClass=msExchWebServicesVirtualDirectory)`

const directoryNamed = (name: string, server: string): string =>
  `CN=${name} (Default Web Site),CN=HTTP,CN=Protocols,CN=${server},CN=Servers,CN=A,${exchangePlace}`

const virtualDirectoriesOf = async (changes: Readonly<Record<string, string>>) => {
  const { facts } = await collect({ directory: forest({ [owa]: '', [ews]: '', ...changes }) }, `${all} -Dag none`)
  return facts?.sections.virtualDirectories ?? E.left({ reason: 'no facts' })
}

real('the URLs of virtual directories are read by LDAP, by their servers', async () => {
  const urls =
    "msExchInternalHostName = 'https://old.contoso.example/owa'; msExchExternalHostName = @('https://a.example/owa')"
  const found = await virtualDirectoriesOf({
    [owa]: `@{ distinguishedName = '${directoryNamed('owa', 'OLD')}'; ${urls} }, @{ distinguishedName = '${directoryNamed('owa', 'OLD2')}' }`,
    [ews]: `@{ distinguishedName = '${directoryNamed('EWS', 'OLD')}'; msExchExternalHostName = "https://a.example/\`nx" }`
  })
  const unset = { internalUrl: null, externalUrl: null }
  assert.equal(
    found,
    E.right([
      {
        ...{ server: 'OLD', kind: 'owa' },
        ...{ internalUrl: 'https://old.contoso.example/owa', externalUrl: 'https://a.example/owa' }
      },
      { server: 'OLD2', kind: 'owa', ...unset },
      { server: 'OLD', kind: 'ews', ...unset, externalUrl: 'https://a.example/ x' }
    ])
  )
})

real('virtual directories that are absent, withheld, damaged or too many', async () => {
  assert.equal(await virtualDirectoriesOf({}), E.right([]))
  const many = `1..1000 | ForEach-Object { @{ distinguishedName = "${directoryNamed('owa', 'OLD$_')}" } }`
  const cases: ReadonlyArray<readonly [changes: Readonly<Record<string, string>>, reason: RegExp]> = [
    [{ [exchangePlace]: '' }, /holds 0 Exchange organizations/],
    [{ [ews]: "@{ distinguishedName = 'CN=EWS,CN=Elsewhere' }" }, /CN=EWS,CN=Elsewhere belongs to no server/],
    [{ [owa]: many }, /holds 1000 virtual directories of owa, or more/]
  ]
  for (const [changes, reason] of cases) {
    const found = await virtualDirectoriesOf(changes)
    assert.match(E.isLeft(found) ? found.left.reason : JSON.stringify(found.right), reason)
  }
})

const roleGroups = 'DC=c|(&(objectCategory=group)(msExchRecipientTypeDetails=1073741824))'
const person = (name: string): string => `@{ objectClass = 'top', 'person', 'user'; sAMAccountName = '${name}' }`
const groupOf = (...members: ReadonlyArray<string>): string =>
  `@{ objectClass = 'top', 'group'; member = @(${members.map((one) => `'${one}'`).join(', ')}) }`

const adminNamesOf = async (changes: Readonly<Record<string, string>>) => {
  const { facts } = await collect({ directory: forest(changes) }, `${all} -Dag none`)
  return facts?.sections.adminNames ?? E.left({ reason: 'no facts' })
}

real('members of role groups by a name with a dollar are found, also in groups within groups, each once', async () => {
  const found = await adminNamesOf({
    [roleGroups]:
      "@{ name = 'Organization Management'; member = @('CN=A,DC=c', 'CN=G,DC=c', 'CN=S/X,DC=c', 'CN=F,DC=c') }, @{ name = 'Help Desk'; member = 'cn=a,dc=c' }, @{ name = 'Empty' }",
    'CN=A,DC=c': person('adm$'),
    'CN=G,DC=c': groupOf('CN=B,DC=c', 'CN=G,DC=c', 'CN=H,DC=c', 'CN=C,DC=c', 'CN=Gone,DC=d'),
    'CN=H,DC=c': groupOf('CN=G,DC=c', 'CN=Other,DC=c'),
    'CN=B,DC=c': person('svc$'),
    'CN=C,DC=c': person('mary'),
    'CN=Other,DC=c': person('do$lar'),
    'CN=S\\/X,DC=c': "@{ objectClass = 'top', 'user', 'computer'; sAMAccountName = 'EX01$' }",
    'CN=F,DC=c': "@{ objectClass = 'top', 'foreignSecurityPrincipal' }"
  })
  assert.equal(
    found,
    E.right({
      ...{ groups: 5, members: 9 },
      names: [
        { group: 'Organization Management', name: 'adm$' },
        { group: 'Organization Management', name: 'svc$' }
      ],
      unread: [
        { name: 'CN=F,DC=c', reason: 'it is an account of another forest' },
        { name: 'CN=Gone,DC=d', reason: 'InvalidOperationException: There is no such object: CN=Gone,DC=d' }
      ]
    })
  )
})

real('role groups that are absent, of another organization, too many, or of too many members', async () => {
  const cases: ReadonlyArray<readonly [changes: Readonly<Record<string, string>>, reason: RegExp]> = [
    [{ [roleGroups]: '' }, /the directory shows no role group/],
    [{ [roleGroups]: '', [exchangePlace]: "@{ name = 'Fabrikam' }" }, /belongs to Contoso/],
    [{ [roleGroups]: '1..201 | ForEach-Object { @{ name = "$_" } }' }, /hold more than 200 groups/],
    [
      { [roleGroups]: '@{ name = \'A\'; member = @(1..1001 | ForEach-Object { "CN=$_,DC=c" }) }' },
      /have more than 1000 members/
    ],
    [
      { [roleGroups]: "@{ name = 'A'; 'member;range=0-1499' = 'CN=A,DC=c' }" },
      /a group in A has more than 1000 members/
    ]
  ]
  for (const [changes, reason] of cases) {
    const found = await adminNamesOf(changes)
    assert.match(E.isLeft(found) ? found.left.reason : JSON.stringify(found.right), reason)
  }
  const silent = await adminNamesOf({
    [roleGroups]: '@{ name = \'A\'; member = @(1..5 | ForEach-Object { "CN=$_,DC=far" }) }'
  })
  assert.equal(E.isRight(silent) && silent.right.unread.map(({ reason }) => reason.includes('no answer three times')), [
    false,
    false,
    false,
    true,
    true
  ])
})

test.run()
