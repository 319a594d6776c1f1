import { extendedProtection } from '../../../policies/extended-protection/policy'
import { testRows } from '../../support/policyTester'
import { but, byHand, iis, off, on, path, run } from './directories'

testRows(extendedProtection, 'directories that are off', {
  compliant: [
    {
      name: 'EWS of the back end is off, and takes listed addresses only',
      facts: iis({ ...on, 'Exchange Back End/EWS': 'None' }, {}, ['Exchange Back End/EWS'])
    },
    {
      name: 'off everywhere, which is only said',
      facts: iis(off),
      reason: /off in all virtual directories, and Exchange Server 2019 .* switches it on by itself/
    }
  ],
  drifting: [
    {
      name: 'what is off on purpose stays off while another directory is mended',
      facts: iis({ ...on, 'Default Web Site/owa': 'None', 'Exchange Back End/EWS': 'None' }, {}, [
        'Exchange Back End/EWS'
      ]),
      drifts: [
        {
          ...{ path: path('Default Web Site/owa'), actual: 'None', desired: 'Require', ...byHand },
          resolution: ['EWS of the back end, which stays off', `${run} -RestrictType EWSBackend -IPRangeFilePath`]
        }
      ]
    },
    {
      name: 'OWA is off beside EWS, which the Hybrid Agent may need so',
      facts: but({ 'Default Web Site/owa': 'None', 'Default Web Site/EWS': 'None' }),
      drifts: ['EWS', 'owa'].map((name) => ({
        ...{ path: path(`Default Web Site/${name}`), actual: 'None', ...byHand },
        desired: name === 'EWS' ? 'Allow' : 'Require',
        resolution: ['in place of the next step', `${run} -ExcludeVirtualDirectories EWSFrontEnd`]
      }))
    },
    {
      name: 'EWS of the back end is off, and takes all addresses',
      facts: but({ 'Exchange Back End/EWS': 'None' }),
      drifts: [{ path: path('Exchange Back End/EWS'), actual: 'None', desired: 'Require', ...byHand }]
    },
    {
      name: 'one directory alone is on: all others are off beside it',
      facts: iis({ ...off, 'Default Web Site/EWS': 'Allow' }),
      drifts: Object.entries(on)
        .filter(([place, word]) => word !== 'None' && !/Site\/(?:EWS|PowerShell)$/.test(place))
        .map(([place, word]) => ({
          path: path(place),
          actual: 'None',
          desired: place.endsWith('/OAB') ? 'Allow' : word,
          ...byHand
        }))
    }
  ],
  unknown: [
    {
      name: 'a word that IIS does not have, and all else off',
      facts: iis({ ...off, 'Default Web Site/owa': 'On' }),
      reason: 'tokenChecking On is no word of IIS'
    }
  ]
})
