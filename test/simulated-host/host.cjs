// A simulated PowerShell host. As the shell behind a real sshd, as `pwsh` and as `powershell.exe` it takes the request that
// our code sends for what it is, and answers from `<folder>/<server>.json`: {"behaviour", "seconds", "answer", ...}. One
// that behaves as `windows` carries out scripts, as far as windows.cjs goes.
// Usage: host.cjs ssh FOLDER SERVER | host.cjs powershell FOLDER ARGS… | host.cjs task FOLDER SERVER FILE
const { appendFileSync, readFileSync } = require('node:fs')
const { basename, join } = require('node:path')
const { asOfToday } = require('./clock.cjs')

/** @import { Host } from './windows/shapes' */
/** @typedef {Omit<Host, 'answer'> & { readonly answer?: string | Host['answer'] }} Told */

const [, , kind, folder = '', ...args] = process.argv
const noise =
  '#< CLIXML\r\n<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">' +
  '<Obj S="progress" RefId="0"><TN RefId="0"><T>System.Object</T></TN></Obj></Objs>'

const standardInput = () => readFileSync(0, 'utf8')
const wait = (/** @type {number | undefined} */ seconds = 0) =>
  new Promise((resolve) => setTimeout(resolve, seconds * 1_000))
const print = (/** @type {string | Buffer} */ output) => new Promise((resolve) => process.stdout.write(output, resolve))
const complain = (/** @type {string | undefined} */ text = '') =>
  new Promise((resolve) => process.stderr.write(text, resolve))

/** Never answers, but leaves with whoever asked. */
const hang = async () => {
  const asked = process.ppid
  while (process.ppid === asked && asked !== 1) await wait(0.2)
  process.exit(1)
}

const refuse = async (/** @type {string} */ text) => {
  await complain(`${text}\n`)
  process.exit(9)
}

/** @type {(server: string) => Told} */
const hostOf = (server) => {
  try {
    return JSON.parse(readFileSync(join(folder, `${server}.json`), 'utf8'))
  } catch {
    return { behaviour: 'unreachable' }
  }
}

/**
 * The script that the bootstrap of our ssh connection would invoke.
 * @param {string} command
 */
const scriptFromInput = (command) => {
  const encoded = /^powershell (?:-\w+ (?:Text )?)*-EncodedCommand ([A-Za-z0-9+/=]+)$/.exec(command)
  const bootstrap = encoded === null ? '' : Buffer.from(encoded[1] ?? '', 'base64').toString('utf16le')
  if (!bootstrap.includes('@($input)') || !bootstrap.includes('& ([ScriptBlock]::Create(')) return null
  const lines = standardInput().split('\n').slice(0, -1)
  return lines.pop() === 'complete' ? Buffer.from(lines.join(''), 'base64').toString('utf8') : null
}

/** @param {Told} host */
const text = ({ answer = '', ...host }) =>
  typeof answer === 'string' ? answer : JSON.stringify(asOfToday({ ...host, answer }))

/** @type {Readonly<Record<string, (host: Told) => Promise<unknown>>>} */
const behaviours = {
  prompt: async (host) => print(text(host)),
  slow: async (host) => {
    await complain(host.sentence ?? '')
    await wait(host.seconds)
    await print(text(host))
  },
  noisy: async (host) => {
    await complain(noise)
    await print(text(host))
  },
  marked: async (host) => print(`\ufeff${text(host)}`),
  wide: async (host) => print(Buffer.from(`\ufeff${text(host)}`, 'utf16le')),
  partial: async (host) => print(text(host).slice(0, 300)),
  broken: async () => print('Windows PowerShell\r\nCopyright (C) Microsoft Corporation.\r\n'),
  empty: async () => undefined,
  large: async () => {
    const megabyte = Buffer.alloc(1024 * 1024, 0x20)
    for (let count = 0; count < 50; count++) await print(megabyte)
  },
  silent: hang,
  failing: async (host) => {
    await complain(host.sentence)
    process.exit(host.code ?? 1)
  },
  unreachable: async () => process.exit(1)
}

/**
 * What a simulated Windows server gives for a script; null where its connection is cut.
 * @param {string} server
 * @param {string} script
 */
const windowsAnswer = (server, script) => require('./windows.cjs').answerScript(folder, server, script)

/** @param {string} server @param {string} script */
const windows = async (server, script) => {
  const answer = await windowsAnswer(server, script)
  if (answer === null) {
    await complain('Connection closed by remote host\n')
    process.exit(255)
  }
  await print(answer.output)
  if (answer.error !== null) await complain(`${answer.error}\n`)
  process.exit(answer.code)
}

/** @param {string} server @param {string} script */
const behave = async (server, script) => {
  const host = hostOf(server)
  await (host.behaviour === 'windows' ? windows(server, script) : behaviours[host.behaviour ?? ''](host))
}

/** @param {Array<string>} words */
const overSsh = async ([server]) => {
  const command = process.env.SSH_ORIGINAL_COMMAND ?? ''
  const script = scriptFromInput(command)
  if (script === null) return refuse('This is not the request that the simulated host knows.')
  appendFileSync(join(folder, 'requests.log'), `${JSON.stringify({ server, script: script.length })}\n`)
  return behave(server, script)
}

/** @param {Told} host */
const errorOf = ({ behaviour, sentence, id }) =>
  behaviour === 'unreachable'
    ? { id: 'NetworkPathNotFound,PSSessionStateBroken', message: 'WinRM kann den Namen nicht verarbeiten.' }
    : { id: id ?? 'ScriptFailed', message: sentence }

/** @param {string} computer @param {string} file */
const windowsLine = async (computer, file) => {
  const answer = await windowsAnswer(computer, readFileSync(file, 'utf8'))
  if (answer === null)
    return { computer, output: null, error: { id: 'PSSessionStateBroken', message: 'It was cut off.' } }
  const { output, error } = answer
  return { computer, output, error: error === null ? null : { id: 'ScriptFailed', message: error } }
}

/**
 * What a child job of Invoke-Command would have come to.
 * @type {(file: string) => (computer: string) => Promise<unknown>}
 */
const remoteAnswer = (file) => async (computer) => {
  const host = hostOf(computer)
  if (host.behaviour === 'windows') return print(`${JSON.stringify(await windowsLine(computer, file))}\n`)
  if (host.behaviour === 'silent') return
  if (host.behaviour === 'slow') await wait(host.seconds)
  const failed = host.behaviour === 'failing' || host.behaviour === 'unreachable'
  const output =
    host.behaviour === 'partial' ? text(host).slice(0, 300) : host.behaviour === 'broken' ? 'hello' : text(host)
  const line = failed ? { computer, output: '', error: errorOf(host) } : { computer, output, error: null }
  await print(`${JSON.stringify(line)}\n`)
}

const overRemoting = async () => {
  /** @type {{ computers: Array<string>, script: string }} */
  const request = JSON.parse(standardInput())
  const secret = process.env.EXCHANGE_COMPLIANCE_PASSWORD !== undefined
  appendFileSync(join(folder, 'requests.log'), `${JSON.stringify({ ...request, secret })}\n`)
  await Promise.all(request.computers.map(remoteAnswer(request.script)))
  if (request.computers.some((computer) => hostOf(computer).behaviour === 'silent')) await hang()
}

const organization = async () => {
  const { output, error } = require('./organization.cjs').readOrganization(folder)
  await print(output)
  if (error === null) return
  await complain(`${error}\n`)
  process.exit(1)
}

/** @param {string} script */
const onThisComputer = async (script) => {
  const { changeOrganization, isChange } = require('./organization.cjs')
  if (!isChange(script)) return behave('this-computer', script)
  const { output, code } = changeOrganization(folder, script)
  await print(output)
  process.exit(code)
}

/** @param {Array<string>} given */
const asPowerShell = async (given) => {
  const command = Buffer.from(given[given.indexOf('-EncodedCommand') + 1] ?? '', 'base64').toString('utf16le')
  const [, file = 'nothing'] =
    /^(?:\$input \| )?& \(\[ScriptBlock\]::Create\(\[IO\.File\]::ReadAllText\('([^']+)'\)\)\)/.exec(command) ?? []
  appendFileSync(join(folder, 'arguments.log'), `${JSON.stringify([...given.slice(0, -1), command])}\n`)
  if (basename(file) === 'Invoke-Script.ps1') return overRemoting()
  if (basename(file) === 'Get-ExchangeOrganizationFacts.ps1') return organization()
  if (['Get-ExchangeFacts.ps1', 'script.ps1'].includes(basename(file)))
    return onThisComputer(readFileSync(file, 'utf8'))
  return refuse(`The simulated host does not know ${file}.`)
}

/** @param {Array<string>} words */
const asTask = ([server, file]) => require('./windows.cjs').runTask(folder, server, file)

/** @type {Readonly<Record<string, (words: Array<string>) => Promise<unknown>>>} */
const kinds = { ssh: overSsh, powershell: asPowerShell, task: asTask }
void kinds[kind](args)
