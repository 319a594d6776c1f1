import { createHash } from 'node:crypto'
import type { Standard } from '../../judging/standard'
import { healthySections, type RecordedSections } from '../support/server'
import * as server from './remediated'

const { remediating, service, withServices } = server

export const identity = (installPath: string) => ({
  ...JSON.parse(JSON.stringify(healthySections.identity)),
  installPath
})
const oddPath = "D:\\Bob\u2019s $(calc) `x; 'y' \u00fc\u202e\\"

/** What a second try of an update left, on a server whose services are right again. */
const recordsLeft: RecordedSections = {
  serviceRecords: {
    folder: 'C:\\ExchangeSetupLogs',
    files: [
      { name: 'ServiceStartupMode.xml', services: 5, disabled: 3 },
      { name: 'ServiceState.xml', services: null, disabled: null }
    ].map((one) => ({ ...one, size: 20_480, modified: '2020-11-01T08:00:00Z', unreadable: null }))
  }
}

const custom = [
  'Bin\\EdgeTransport.exe.config',
  'FrontEnd\\HttpProxy\\owa\\auth\\logon.aspx',
  'FrontEnd\\HttpProxy\\owa\\auth\\signout.aspx'
]

/** What these files hold on the server, by their paths below its installation folder; one is empty. */
export const customText = (path: string): string => (path.endsWith('signout.aspx') ? '' : `what ${path} holds`)

const customFile = (path: string, text: string) => ({
  ...{ path, sha256: createHash('sha256').update(text).digest('hex').toUpperCase(), length: text.length },
  ...{ modified: '2026-05-02T08:00:00Z', unreadable: null }
})

/** Files that an update may replace; of one a copy is there. */
const customFiles: RecordedSections = {
  configFiles: {
    files: custom.map((path) => customFile(path, customText(path))),
    savedIn: 'C:\\ExchangeSavedFiles',
    saved: custom.slice(0, 1).map((path) => customFile(path, customText(path)))
  }
}

/** Servers that differ from a healthy one, by the name of the script that is recorded for each, and what judges them. */
export const goldens: ReadonlyArray<readonly [name: string, facts: RecordedSections, standard: Standard]> = [
  ['a-stopped-service', withServices(service('MSExchangeIS', 'Automatic', 'Stopped')), remediating()],
  [
    'after-a-failed-update',
    server.allDisabled,
    remediating({ ...server.before, services: { MSExchangeHM: 'AutomaticDelayedStart' } })
  ],
  ['lost-bindings', server.bindingsLost, remediating()],
  ['a-missing-binding', server.backEndMissing, remediating()],
  ['shared-web-config', { sharedWebConfig: { clientAccess: 'absent', httpProxy: 'malformed' } }, remediating()],
  ['folder-rights', server.owaHas('D:PAI(A;;FA;;;BA)', false), remediating()],
  [
    'revocation-check',
    {
      revocation: {
        accounts: [
          { sid: 'S-1-5-18', account: null, state: 0xffffffff, unreadable: null },
          { sid: 'S-1-5-21-1-2-3-1105', account: null, state: 0x23e00, unreadable: null }
        ],
        winHttpProxy: null,
        machineProxy: null
      }
    },
    remediating({}, { enforcement: { level: 'remediate', policies: { 'revocation-check': 'remediate' }, stage: null } })
  ],
  [
    'service-records',
    recordsLeft,
    remediating({}, { enforcement: { level: 'remediate', policies: { 'service-records': 'remediate' }, stage: null } })
  ],
  [
    'custom-files',
    customFiles,
    remediating(
      {},
      { enforcement: { level: 'remediate', policies: { 'custom-files-saved': 'remediate' }, stage: 'before-update' } }
    )
  ],
  [
    'an-odd-folder',
    {
      identity: identity(oddPath),
      sharedWebConfig: { clientAccess: 'empty', httpProxy: 'present' },
      acls: ['owa', 'ecp'].map((name) => ({
        path: `${oddPath}FrontEnd\\HttpProxy\\${name}\\auth`,
        sddl: 'D:PAI(A;;FA;;;SY)(A;;FA;;;BA)(A;;FR;;;AU)',
        inherits: false
      }))
    },
    remediating()
  ]
]
