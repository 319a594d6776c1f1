// What is at work on a simulated Windows besides its services: installations, as `installing` of its host says, and its
// log of events. `true`: Exchange's setup; `other`: something else by the Windows Installer; `browser`: a setup.exe of another product.
const { unknown } = require('../language/values.cjs')

const images = {
  true: [['ExSetup', 'D:\\Setup\\ServerRoles\\Common\\ExSetup.exe']],
  other: [],
  browser: [['setup', 'C:\\Program Files\\Browser\\Installer\\setup.exe']]
}

const createAtWork = ({ host, changeHost }) => {
  const installing = () => host().installing
  const running = () =>
    (images[installing()] ?? []).map(([ProcessName, FileName]) => ({ ProcessName, MainModule: { FileName } }))
  const mutex = {
    TryOpenExisting: (name, into) => {
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
    WriteEntry: (source, text, kind, id) =>
      changeHost((now) => {
        now.events = [...(now.events ?? []), { source, text, kind, id }]
      })
  }
  return { eventLog, mutex, running }
}

module.exports = { createAtWork }
