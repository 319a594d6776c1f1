// The services of a simulated Windows, as its facts list them.
const { once } = require('../language/commands.cjs')
const { fail, items, text, unknown } = require('../language/values.cjs')
/** @import { At } from '../language/shapes' */
/** @import { HostParts, RecordedService } from './shapes' */

/** @param {string} a @param {string} b */
const same = (a, b) => a.toLowerCase() === b.toLowerCase()

/**
 * Those that depend on another one, where the server has them.
 * @type {Readonly<Record<string, ReadonlyArray<string>>>}
 */
const dependents = {
  w3svc: [],
  was: ['W3SVC', 'NetMsmqActivator', 'NetPipeActivator', 'NetTcpActivator'],
  nettcpportsharing: ['NetTcpActivator', 'MSExchangeADTopology']
}

/** @type {Readonly<Record<string, number>>} */
const startValues = { Boot: 0, System: 1, Automatic: 2, AutomaticDelayedStart: 2, Manual: 3, Disabled: 4 }

/** @param {HostParts & { onStop: (name: string) => void }} parts */
const createServices = ({ facts, change, host, changeHost, onStop }) => {
  const listed = () =>
    Array.isArray(facts().services) ? facts().services : fail('The service manager does not answer.')

  /** @type {(name: string) => RecordedService} */
  const find = (name) => {
    const found = listed().find((one) => same(one.name, name))
    if (found !== undefined) return found
    // What the collector doesn't list; where nobody has stopped it alone, it runs as long as IIS does.
    return same(name, 'WAS')
      ? { ...find('W3SVC'), name: 'WAS', status: host().was ?? find('W3SVC').status }
      : fail(`Cannot find any service with service name '${name}'.`)
  }

  /** @type {(name: string, changes: Partial<RecordedService>) => unknown} */
  const update = (name, changes) => {
    if (same(name, 'WAS')) return changeHost((now) => Object.assign(now, { was: changes.status }))
    return change(({ services }) => Object.assign(services.find((one) => same(one.name, name)) ?? {}, changes))
  }

  /** @type {(service: RecordedService) => ReadonlyArray<RecordedService>} */
  const needed = ({ name }) => {
    const [first] = Object.entries(dependents).find(([, names]) => names.some((one) => same(one, name))) ?? []
    const others = /^MSExchange(?!ADTopology$)/i.test(name) ? ['MSExchangeADTopology'] : []
    return [...(first === undefined ? [] : [first]), ...others].flatMap((one) =>
      listed().filter((it) => same(it.name, one))
    )
  }

  /** @type {(name: string) => void} */
  const start = (name) => {
    const service = find(name)
    if (service.status === 'Running') return
    const cause = `Service '${name} (${name})' cannot be started due to the following error: `
    if (service.startType === 'Disabled') fail(`${cause}Cannot start service ${name} on computer '.'.`)
    if (same(name, 'W3SVC')) start('WAS')
    for (const other of needed(service)) {
      if (other.startType === 'Disabled') fail(`${cause}The dependency service or group failed to start.`)
      start(other.name)
    }
    update(name, { status: 'Running' })
  }

  const dependentsOf = (/** @type {string} */ name) =>
    (dependents[name.toLowerCase()] ?? []).flatMap((one) => listed().filter((it) => same(it.name, one)))

  /** @type {(name: string) => void} */
  const stop = (name) => {
    if (find(name).status === 'Stopped') return fail(`Cannot stop ${name} service on computer '.'.`)
    for (const other of dependentsOf(name)) if (other.status !== 'Stopped') stop(other.name)
    if (same(name, 'W3SVC')) changeHost((now) => Object.assign(now, { was: find('WAS').status }))
    if (host().unstoppable?.includes(name)) return undefined
    update(name, { status: 'Stopped' })
    return onStop(name)
  }

  const show = (/** @type {RecordedService} */ { name, status }) => ({
    Name: name,
    Refresh: () => undefined,
    Start: () => start(name),
    Stop: () => stop(name),
    get Status() {
      return find(name).status
    },
    Continue: () => update(name, { status: 'Running' }),
    WaitForStatus: (/** @type {string} */ wanted) =>
      find(name).status === wanted ? undefined : fail('Time out has expired and the operation has not been completed.'),
    before: status
  })

  const setStartType = (/** @type {string} */ name, /** @type {string} */ startType) => {
    const { startType: before } = find(name)
    const isKept = startType === 'Automatic' && before === 'AutomaticDelayedStart'
    update(name, { startType: isKept ? before : startType })
  }

  const namesOf = (/** @type {At} */ at) => items(at('Name')).map(text)

  /** @type {Readonly<Record<string, string>>} */
  const startTypes = { 'start= delayed-auto': 'AutomaticDelayedStart', 'start= auto': 'Automatic' }

  /**
   * `sc.exe config NAME start= TYPE` and `sc.exe start NAME`
   * @param {ReadonlyArray<string>} words
   */
  const sc = ([action, name, ...more]) => {
    const startType = startTypes[more.join(' ')]
    if (action === 'config' && startType !== undefined) update(find(name).name, { startType })
    else if (action !== 'start' || more.length > 0) unknown(`sc.exe ${[action, name, ...more].join(' ')}`)
    else if (find(name).status === 'Running') return 1056
    else if (find(name).startType === 'Disabled') return 1058
    else start(name)
    return 0
  }

  /**
   * The registry's values of a service.
   * @param {string} name
   */
  const registryKey = (name) => {
    const { startType } = find(name)
    /** @type {Readonly<Record<string, unknown>>} */
    const values = {
      start: startValues[startType] ?? null,
      delayedautostart: startType === 'AutomaticDelayedStart' ? 1 : null,
      dependonservice: needed(find(name)).map((one) => one.name)
    }
    return { GetValue: (/** @type {string} */ value) => values[value.toLowerCase()] ?? null }
  }

  const commands = {
    'get-service': once(
      ['Name'],
      (at, { emit }) =>
        namesOf(at)
          .flatMap((name) => (at('DependentServices') === true ? dependentsOf(find(name).name) : [find(name)]))
          .map(show)
          .forEach(emit),
      ['DependentServices']
    ),
    'set-service': once(['Name', 'StartupType'], (at) => setStartType(text(at('Name')), text(at('StartupType'))))
  }
  const isKnown = (/** @type {string} */ name) => same(name, 'WAS') || listed().some((one) => same(one.name, name))
  return { commands, isKnown, registryKey, sc, show: (/** @type {string} */ name) => show(find(name)) }
}

/** @typedef {ReturnType<typeof createServices>} Services */

module.exports = { createServices }
