import { extendedProtection } from '../../../policies/extended-protection/policy'
import { testRows } from '../../support/policyTester'
import { build, but, byHand, frontEndOnly, iis, off, on, path, roles, run } from './directories'

testRows(extendedProtection, 'builds and products', {
  compliant: [
    { name: 'off everywhere, by a build that does not support it', facts: { ...iis(off), ...build('15.2.1118.9') } },
    {
      name: 'a Client Access server of 2013, whose back end has no directory but the shell',
      facts: { ...iis(frontEndOnly), ...roles('ClientAccess'), ...build('15.0.1497.48') }
    },
    { name: 'Exchange SE', facts: { ...iis(on), ...build('15.2.2562.17') } },
    { name: 'the first build with it', facts: { ...iis(on), ...build('15.1.2375.31') } }
  ],
  drifting: [
    {
      name: 'the first server of CU22: no part of the public folder hierarchy may be there',
      facts: { ...but({ 'Default Web Site/owa': 'Allow' }), ...build('15.1.2375.31') },
      drifts: [
        {
          ...{ path: path('Default Web Site/owa'), actual: 'Allow', desired: 'Require', ...byHand },
          resolution: ['EX01 holds no mailbox of the public folder hierarchy']
        }
      ]
    },
    {
      name: 'a build that is too old for it',
      facts: { ...iis(on), ...build('15.2.1118.9') },
      drifts: [
        {
          ...{ path: 'extendedProtection', actual: 'on in 13 virtual directories', desired: 'None', ...byHand },
          evidence: ['15.2.1118.9 is older than the Security Updates of August 2022'],
          resolution: ['CU12', `${run} -DisableExtendedProtection`]
        }
      ]
    },
    {
      name: 'a Cumulative Update that never got it',
      facts: { ...iis({ ...off, 'Default Web Site/EWS': 'Allow' }), ...build('15.1.2308.27') },
      drifts: [{ path: 'extendedProtection', actual: 'on in 1 virtual directory', desired: 'None', ...byHand }]
    },
    {
      name: 'Exchange 2013: public folders may not be there',
      facts: {
        ...but({ 'Default Web Site/ecp': 'None' }),
        ...roles('ClientAccess', 'Mailbox'),
        ...build('15.0.1497.48')
      },
      drifts: [
        {
          ...{ path: path('Default Web Site/ecp'), actual: 'None', desired: 'Require', ...byHand },
          resolution: ['Move all public folders away from EX01']
        }
      ]
    }
  ],
  unknown: [{ name: 'the build is not known', facts: build(null), reason: 'is not known' }]
})
