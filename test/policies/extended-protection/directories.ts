export const on: Readonly<Record<string, string>> = {
  'Default Web Site/API': 'Require',
  'Default Web Site/Autodiscover': 'None',
  'Default Web Site/ecp': 'Require',
  'Default Web Site/EWS': 'Allow',
  'Default Web Site/mapi': 'Require',
  'Default Web Site/Microsoft-Server-ActiveSync': 'Allow',
  'Default Web Site/OAB': 'Allow',
  'Default Web Site/owa': 'Require',
  'Default Web Site/PowerShell': 'Require',
  'Default Web Site/Rpc': 'Require',
  'Exchange Back End/Autodiscover': 'None',
  'Exchange Back End/EWS': 'Require',
  'Exchange Back End/mapi/emsmdb': 'Require',
  'Exchange Back End/owa': 'Require',
  'Exchange Back End/PowerShell': 'Require'
}

const flagsOf = (place: string): string => {
  if (place === 'Default Web Site/PowerShell') return 'SslNegotiateCert'
  return place.endsWith('PowerShell') ? 'Ssl, SslNegotiateCert, Ssl128' : 'Ssl, Ssl128'
}

/** What IIS has, with other words for some places; `flags` and `listed` likewise. */
export const iis = (
  words: Readonly<Record<string, string>>,
  flags: Readonly<Record<string, string>> = {},
  listed: ReadonlyArray<string> = []
) => ({
  extendedProtection: Object.entries(words).map(([place, tokenChecking]) => ({
    site: place.split('/')[0],
    path: place.slice(place.indexOf('/')),
    tokenChecking,
    sslFlags: flags[place] ?? flagsOf(place),
    listedAddressesOnly: listed.includes(place)
  }))
})

export const but = (changed: Readonly<Record<string, string>>) => iis({ ...on, ...changed })

export const off = Object.fromEntries(Object.keys(on).map((place) => [place, 'None']))
export const build = (exSetup: string | null) => ({ build: { exSetup, binaries: [], missing: null } })
export const roles = (...names: ReadonlyArray<string>) => ({ identity: { name: 'EX01', fqdn: null, roles: names } })
export const frontEndOnly = Object.fromEntries(Object.entries(on).filter(([place]) => place.startsWith('Default')))

export const run = ".\\ExchangeExtendedProtectionManagement.ps1 -ExchangeServerNames 'EX01'"
export const path = (place: string, more = '') => `extendedProtection["${place}"]${more}`
export const byHand = { remediation: null }
