import { showPath } from '../../../kernel/propertyPath'

const root = 'C:\\Program Files\\Microsoft\\Exchange Server\\V15\\'
export const logging = `${root}Logging`
export const before = '2026-10-05T00:00:00Z'

export const log = (kind: string, name: string, more: object = {}) => ({
  ...{
    kind,
    path: `${logging}\\${name}`,
    state: 'present',
    since: before,
    files: 27,
    read: 27,
    bytes: 1_000,
    left: null
  },
  ...more
})

export const logs = [
  log('ecp', 'ECP\\Server'),
  log('oab', 'OABGeneratorLog'),
  log('proxy', 'HttpProxy', { since: null, files: 0, read: 0 }),
  log('proxy', 'HttpProxy\\Ecp'),
  log('proxy', 'HttpProxy\\Owa')
]

const clean = { logs, hits: [], messaging: { since: before, events: [] }, suspects: [], unread: [] }

export const traces = (more: object) => ({ iocTraces: { ...clean, ...more } })

/** The logs with another one in the place of that of its path. */
export const withLog = (kind: string, name: string, more: object, rest: object = {}) => {
  const changed = log(kind, name, more)
  return traces({ logs: logs.map((one) => (one.path === changed.path ? changed : one)), ...rest })
}

export const hit = (rule: string, file: string, more: object = {}) => ({
  ...{ rule, file: `${logging}\\${file}`, count: 3, first: '2026-10-29T02:11:40Z', last: '2026-10-29T02:12:05Z' },
  ...{ clients: ['203.0.113.7'], statuses: ['200', '241'], excerpt: 'ServerInfo~a]@EX01:444/mapi/emsmdb/?#' },
  ...more
})

/** Its path says when the newest of the traces was written: a waiver of these accepts no later ones. */
export const drift = (name: string, actual: string, until = '2026-10-29T02:12:05Z') => ({
  path: showPath(['iocTraces', name, until]),
  actual,
  desired: 'none',
  remediation: null,
  byHand: 'the server must be isolated and examined'
})

export const of = (version: string, roles: ReadonlyArray<string>) => ({
  identity: { name: 'EX01', fqdn: null, roles },
  build: { exSetup: version, binaries: [] }
})

export const of2016 = of('15.1.2507.39', ['Mailbox'])
