import example from '../../../policies/extended-protection/example.json'
import { extendedProtection } from '../../../policies/extended-protection/policy'
import { testPolicy } from '../../support/policyTester'
import { managementToolsOnly } from '../../support/server'
import { build, but, byHand, frontEndOnly, iis, on, path, roles, run } from './directories'

testPolicy(extendedProtection, {
  compliant: [
    { name: 'as Microsoft recommends', facts: iis(on) },
    { name: 'in other case, as people write it', facts: but({ 'Default Web Site/owa': 'REQUIRE' }) },
    {
      name: 'the offline address book as recommended at first, and the shell as at first',
      facts: but({ 'Default Web Site/OAB': 'Require', 'Default Web Site/PowerShell': 'None' })
    },
    { name: 'flags as a number', facts: iis(on, { 'Default Web Site/owa': '264' }) },
    { name: 'TLS without 128 bits', facts: iis(on, { 'Exchange Back End/mapi/emsmdb': 'Ssl' }) },
    {
      name: 'flags that do not ask for TLS, where it is off',
      facts: iis({ ...on, 'Default Web Site/PowerShell': 'None' }, { 'Default Web Site/Autodiscover': 'None' })
    },
    { name: 'a directory of its own that IIS protects', facts: but({ 'Default Web Site/Intranet': 'Require' }) }
  ],
  drifting: [
    {
      name: 'EWS of the front end is off, and RPC takes connections without TLS',
      facts: example,
      drifts: [
        {
          ...{ path: path('Default Web Site/EWS'), actual: 'None', desired: 'Allow', ...byHand },
          evidence: [
            'applicationHost.config gives Default Web Site/EWS tokenChecking None and sslFlags Ssl, Ssl128.',
            'this one lets a sign-in be passed on',
            'only where the Hybrid Agent publishes this server'
          ],
          resolution: [
            'the same certificate as EX01 has',
            'LmCompatibilityLevel',
            `${run} -PrerequisitesCheckOnly`,
            `${run} -ExcludeVirtualDirectories EWSFrontEnd`,
            `${run} -ShowExtendedProtection`
          ]
        },
        {
          ...{ path: path('Default Web Site/Rpc', '.sslFlags'), actual: 'None', desired: 'Ssl, Ssl128', ...byHand },
          evidence: ['has no channel to check'],
          resolution: ["Set-OutlookAnywhere -Identity 'EX01\\Rpc (Default Web Site)' -SSLOffloading $false"]
        }
      ]
    },
    {
      name: 'more than recommended, which refuses clients',
      facts: but({ 'Default Web Site/EWS': 'Require', 'Default Web Site/Autodiscover': 'Allow' }),
      drifts: [
        { path: path('Default Web Site/Autodiscover'), actual: 'Allow', desired: 'None', ...byHand },
        {
          ...{ path: path('Default Web Site/EWS'), actual: 'Require', desired: 'Allow', ...byHand },
          evidence: ['That is more than Microsoft recommends there']
        }
      ]
    },
    {
      name: 'an attacker can pass a sign-in on without TLS, where a client needs no channel binding',
      facts: iis(on, { 'Default Web Site/EWS': 'None', 'Default Web Site/OAB': '0' }),
      drifts: [
        { path: path('Default Web Site/EWS', '.sslFlags'), actual: 'None', desired: 'Ssl, Ssl128', ...byHand },
        { path: path('Default Web Site/OAB', '.sslFlags'), actual: '0', desired: 'Ssl, Ssl128', ...byHand }
      ]
    }
  ],
  unknown: [
    {
      name: 'no IIS, or none of its sites',
      facts: { extendedProtection: [] },
      reason: 'IIS lists no virtual directory'
    },
    {
      name: 'the back end has no directory',
      facts: iis(frontEndOnly),
      reason: 'no virtual directory of Exchange in the site Exchange Back End'
    },
    {
      name: 'the front end has no directory but one that never has it',
      facts: iis(
        Object.fromEntries(
          Object.entries(on).filter(
            ([place]) => place === 'Default Web Site/Autodiscover' || place.startsWith('Exchange')
          )
        )
      ),
      reason: 'no virtual directory of Exchange in the site Default Web Site that may have Extended Protection'
    },
    {
      name: 'a word that IIS does not have',
      facts: but({ 'Default Web Site/owa': 'Requires' }),
      reason: 'tokenChecking Requires is no word of IIS'
    },
    {
      name: 'flags that IIS does not have',
      facts: iis(on, { 'Default Web Site/owa': 'Tls' }),
      reason: 'sslFlags Tls are no flags of IIS'
    },
    { name: 'an older recording', facts: { extendedProtection: undefined }, reason: 'missing in this recording' }
  ],
  notApplicable: [
    { name: 'an Edge Transport server', facts: roles('Edge') },
    { name: 'Exchange 2010', facts: { ...build('14.3.513.0'), ...roles('ClientAccess') } },
    { name: 'only the management tools are installed', facts: managementToolsOnly }
  ]
})
