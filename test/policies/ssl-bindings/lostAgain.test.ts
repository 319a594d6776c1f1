import { sslBindings } from '../../../policies/ssl-bindings/policy'
import { testRows } from '../../support/policyTester'
import { frontEndCertificate, type RecordedSections } from '../../support/server'
import { back, forClients, front, lost, record444, selfSigned } from './frontEnd'

/** The front end has lost its certificate, which only the loopback address still has. */
const lostFront: RecordedSections = {
  bindings: [front(null), front(frontEndCertificate, '127.0.0.1'), back],
  httpSys: [{ address: '127.0.0.1', port: 443, host: null, thumbprint: frontEndCertificate }, record444],
  certificates: [forClients, selfSigned]
}

const deletions = (...all: ReadonlyArray<readonly [day: string, endpoint: string]>): RecordedSections => ({
  httpEvents: {
    since: '2026-10-02T06:00:00Z',
    events: all.map(([day, endpoint]) => ({ id: 15300, at: `2026-10-${day}T08:00:00Z`, endpoint, status: null }))
  }
})

const kept = (path: string): RecordedSections => ({ customMetadata: [{ path, id: 5506 }] })

const assigned = { ...lost, remediation: [`' '${frontEndCertificate}'`] }

testRows(sslBindings, 'certificates that would be deleted again', {
  drifting: [
    {
      name: 'an update deleted the records of several endpoints once',
      facts: { ...lostFront, ...deletions(['20', '0.0.0.0:443'], ['20', '127.0.0.1:443'], ['20', '0.0.0.0:444']) },
      drifts: [assigned]
    },
    {
      name: 'the record was deleted again and again',
      facts: { ...lostFront, ...deletions(['21', '0.0.0.0:443'], ['20', '0.0.0.0:443'], ['19', '0.0.0.0:443']) },
      drifts: [{ ...lost, byHand: 'something deletes the certificate again and again', remediation: null }]
    },
    {
      name: 'IIS keeps an old certificate of the site, and has deleted the record by it',
      facts: { ...lostFront, ...kept('LM/W3SVC/1'), ...deletions(['20', '0.0.0.0:443']) },
      drifts: [{ ...lost, byHand: 'IIS would delete the new one again', remediation: null }]
    },
    {
      name: 'IIS keeps an old certificate of some site, since the sites were not read',
      facts: {
        ...{ ...lostFront, ...kept('LM/W3SVC/7'), ...deletions(['20', '0.0.0.0:443']) },
        appPools: { error: 'access denied' }
      },
      drifts: [{ ...lost, byHand: 'IIS would delete the new one again', remediation: null }]
    },
    {
      name: 'two tries of an update deleted the record',
      facts: { ...lostFront, ...deletions(['21', '0.0.0.0:443'], ['20', '0.0.0.0:443']) },
      drifts: [assigned]
    },
    {
      name: 'the record of one address was deleted again and again',
      facts: { ...lostFront, ...deletions(['21', '10.1.1.5:443'], ['20', '10.1.1.5:443'], ['19', '10.1.1.5:443']) },
      drifts: [assigned]
    },
    {
      name: 'IIS keeps an old certificate of the site, and the record is gone, of which no event is left',
      facts: { ...lostFront, ...kept('LM/W3SVC/1') },
      drifts: [{ ...lost, byHand: 'IIS would delete the new one again', remediation: null }]
    },
    {
      name: 'IIS keeps an old certificate of a site that is gone',
      facts: { ...lostFront, ...kept('LM/W3SVC/7'), ...deletions(['20', '0.0.0.0:443']) },
      drifts: [assigned]
    },
    {
      name: 'IIS keeps an old certificate of the other site alone',
      facts: { ...lostFront, ...kept('LM/W3SVC/2'), ...deletions(['20', '0.0.0.0:443']) },
      drifts: [assigned]
    },
    {
      name: 'the records of the other site were deleted again and again',
      facts: {
        bindings: [front(null), back],
        httpSys: [record444],
        certificates: [forClients, selfSigned],
        ...deletions(['21', '0.0.0.0:444'], ['20', '0.0.0.0:444'])
      },
      drifts: [{ ...lost, byHand: 'no binding, record or baseline', remediation: null }]
    }
  ]
})
