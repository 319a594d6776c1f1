import { sslBindings } from '../../../policies/ssl-bindings/policy'
import { httpsBinding as https } from '../../support/bindings'
import { testRows } from '../../support/policyTester'
import { frontEndCertificate } from '../../support/server'
import { back, backStored, front, frontStored, records } from './exchangeBindings'

const site = (name: string, state: string | null, autoStart = true) => ({ name, id: null, state, autoStart })

/** Exchange's own site, and another one with the same binding, in these states. */
const beside = (own: string | null, other: string | null, autoStart = true) => ({
  bindings: [front, back, https('letsencrypt', '*', 443, frontEndCertificate)],
  httpSys: records,
  certificates: [frontStored, backStored],
  appPools: {
    pools: [],
    sites: [site('Default Web Site', own), site('Exchange Back End', 'Started'), site('letsencrypt', other, autoStart)],
    applications: []
  }
})

const both = 'the site "letsencrypt" has the binding *:443, too'

testRows(sslBindings, 'another site with the same binding', {
  compliant: [
    {
      name: 'it is stopped, and stays so',
      facts: beside('Started', 'Stopped', false),
      reason: `${both}; it is stopped, and does not start with IIS`
    }
  ],
  unknown: [
    {
      name: 'it is stopped, and starts with IIS again',
      facts: beside('Started', 'Stopped'),
      reason: `${both}; it is stopped now, and starts with IIS again`
    },
    {
      name: 'it runs in the place of the site of Exchange',
      facts: beside('Stopped', 'Started'),
      reason: `${both}, and runs; the site "Default Web Site" does not`
    },
    {
      name: 'the states were not told',
      facts: beside(null, null),
      reason: `${both}; only one of both can run, and which one was not read`
    },
    {
      name: 'the sites were not read',
      facts: { ...beside(null, null), appPools: { error: 'access denied' } },
      reason: 'which one was not read'
    }
  ]
})
