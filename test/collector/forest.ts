export const exchangePlace = 'CN=Microsoft Exchange,CN=Services,CN=Configuration,DC=c'
export const guid = 'C262A929D691B74A9E068728F8F842EA'

/** A forest of two domains, the second of which does not answer. */
export const forest = (changes: Readonly<Record<string, string>> = {}): string => {
  const objects: Readonly<Record<string, string>> = {
    [exchangePlace]: "@{ name = 'Contoso'; objectVersion = 16763 }",
    'CN=ms-Exch-Schema-Version-Pt,CN=Schema,DC=c': '@{ rangeUpper = 17003 }',
    'CN=Schema,DC=c':
      "@{ fSMORoleOwner = 'CN=NTDS Settings,CN=DC01,CN=Servers,CN=Berlin,CN=Sites,CN=Configuration,DC=c' }",
    [`${exchangePlace}?otherWellKnownObjects;range=0-*`]: `@{ 'otherWellKnownObjects;range=0-0' = 'B:32:${guid}:CN=A,DC=c' }`,
    [`${exchangePlace}?otherWellKnownObjects;range=1-*`]: `@{ 'otherWellKnownObjects;range=1-*' = "B:32:${guid}:CN=B\`nDEL:1,CN=Deleted Objects,DC=c" }`,
    'CN=Partitions,CN=Configuration,DC=c':
      "@{ nCName = 'DC=c'; dnsRoot = 'contoso.example' }, @{ nCName = 'DC=d'; dnsRoot = 'far.example' }",
    'contoso.example/DC=c':
      "@{ distinguishedName = 'CN=Microsoft Exchange System Objects,DC=c'; objectVersion = 13243 }",
    ...changes
  }
  return `@{ ${Object.entries(objects)
    .map(([path, value]) => `'${path}' = @(${value})`)
    .join('; ')} }`
}
