// What happens to a server while a script has it in hand: the log of it, and the mischief that its state asks for.
const { fail, items } = require('./language/values.cjs')
const { logHand, readHost, sleep, updateHost } = require('./state.cjs')

const frame = ['add-type', 'convertto-json', 'foreach-object', 'where-object', 'join-path', 'out-null', 'select-object']
const ofFrame = [
  ...frame,
  'add-line',
  'write-ending',
  'get-line',
  'get-exchangeinstaller',
  'get-installation',
  'test-msiatwork',
  'test-setuplogwritten',
  'write-begin',
  'convertto-asciijson',
  'convertto-jsontext',
  'write-runevent',
  'set-strictmode',
  'sort-object',
  'test-done',
  'write-result',
  'save-before',
  'save-entry',
  'set-step',
  'get-obstacle',
  'get-unstarted',
  'remove-due',
  'read-name',
  'write-due',
  'write-name'
]

/** @import { Arguments } from './language/shapes' */
/** @import { Host } from './windows/shapes' */

/** @param {unknown} value */
const isText = (value) =>
  typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'))

/** @param {string} folder @param {string} server */
const createHands = (folder, server) => {
  let number = 0
  const log = (/** @type {string} */ event, /** @type {object | undefined} */ more = undefined) =>
    logHand(folder, server, event, more)
  /** @type {<T>(how: (host: Host) => T) => T} */
  const change = (how) => updateHost(folder, server, how)

  const die = () => {
    change((host) => {
      delete host.dieAt
    })
    log('die', { number })
    process.kill(process.pid, 'SIGKILL')
  }

  const cut = () =>
    change((host) => {
      host.cut = host.cutAt?.requests
      delete host.cutAt
    })

  /** Goes before a step sets anything. */
  const makeMischief = () => {
    log('set', { number })
    const host = readHost(folder, server)
    for (const until = Date.now() + (host.seconds ?? 0) * 1_000; Date.now() < until; ) sleep(50)
    if (host.installsAfter === number) change((found) => Object.assign(found, { installing: host.installs ?? true }))
    if (host.dieAt === number) die()
    if (host.cutAt?.step === number) cut()
    if (host.failAt?.step === number) fail(host.failAt.message)
  }

  const enter = (/** @type {Arguments} */ args) => {
    const [step, policies, title] = args.positional
    number = Number(step)
    log('step', { number, policies, title })
    const set = args.positional.length - 1
    const positional = [...args.positional].with(set, { ...Object(args.positional[set]), before: makeMischief })
    return { ...args, positional }
  }

  /** Sees each call of a function, command or program; the texts that it is given are logged as they are. */
  const onCall = (/** @type {string} */ name, /** @type {Arguments} */ args) => {
    if (name === 'Invoke-Step') return enter(args)
    if (number > 0 && !ofFrame.includes(name.toLowerCase())) {
      const values = [...args.positional, ...args.named.map(([, value]) => value)]
      log('call', { number, name, args: values.filter(isText).flatMap((value) => items(value)) })
    }
    return args
  }

  const onStop = (/** @type {string} */ service) => {
    log('stop', { services: [service] })
    if (readHost(folder, server).dieAfterStop !== service) return
    change((host) => {
      delete host.dieAfterStop
    })
    die()
  }
  return { log, onCall, onStop }
}

module.exports = { createHands }
