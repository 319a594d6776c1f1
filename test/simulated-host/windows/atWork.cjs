// What is at work on a simulated Windows besides its services: installations, as `installing` of its host says, and its
// log of events. `true`: Exchange's setup; `other`: something else by the Windows Installer; `browser`: a setup.exe of another product.
const { unknown } = require('../language/values.cjs')

/** @import { HostParts } from './shapes' */

/** @type {Readonly<Record<string, ReadonlyArray<readonly [name: string, file: string]>>>} */
const images = {
  true: [['ExSetup', 'D:\\Setup\\ServerRoles\\Common\\ExSetup.exe']],
  other: [],
  browser: [['setup', 'C:\\Program Files\\Browser\\Installer\\setup.exe']]
}

/** @param {Pick<HostParts, 'host' | 'changeHost'>} parts */
const createAtWork = ({ host, changeHost }) => {
  const installing = () => host().installing
  const running = () =>
    (images[String(installing())] ?? []).map(([ProcessName, FileName]) => ({ ProcessName, MainModule: { FileName } }))
  const mutex = {
    TryOpenExisting: (/** @type {string} */ name, /** @type {{ set: (value: object) => void }} */ into) => {
      if (name !== 'Global\\_MSIExecute') unknown(`the mutex ${name}`)
      // Its service goes on for minutes, and then nobody holds it.
      into.set({
        WaitOne: () => installing() !== true && installing() !== 'other',
        ReleaseMutex: () => undefined,
        Dispose: () => undefined
      })
      return true
    }
  }
  const eventLog = {
    /** @type {(source: string, text: string, kind: string, id: number) => void} */
    WriteEntry: (source, text, kind, id) =>
      changeHost((now) => {
        now.events = [...(now.events ?? []), { source, text, kind, id }]
      })
  }
  return { eventLog, mutex, running }
}

/** @typedef {ReturnType<typeof createAtWork>} AtWork */

module.exports = { createAtWork }
