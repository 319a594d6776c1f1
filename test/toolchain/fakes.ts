import { join } from 'node:path'
import { bareEnvironment, fakeProgram, linesOf, startCall, temporaryFolder, writeText } from './support'

export const VERSION = '3.300.0'

/**
 * Prints FAKE_VERSION for `version`, FAKE_STACK for `stack`, its environment for `env`, its arguments for `up`, and ends as
 * `exit N` or `die SIGNAL` say.
 */
const PULUMI = `
  const [command, argument] = process.argv.slice(2)
  if (command === 'version') console.log(process.env.FAKE_VERSION)
  if (command === 'stack') console.log(process.env.FAKE_STACK)
  if (command === 'up') console.log(process.argv.slice(2).join(' '))
  if (command === 'env') console.log(JSON.stringify(process.env))
  if (command === 'exit') process.exit(Number(argument))
  if (command === 'die') process.kill(process.pid, argument)
  if (command === 'wait') {
    process.on('SIGTERM', () => process.exit(143))
    setTimeout(() => process.exit(0), Number(argument))
    console.log('waiting')
  }`

/** Logs each build and writes a program that tells the version given by the linker flags. */
const GO = `
  const { appendFileSync, writeFileSync } = require('node:fs')
  const [command, ...args] = process.argv.slice(2)
  const valueOf = (flag) => args[args.indexOf(flag) + 1]
  if (command === 'env') console.log([process.env.FAKE_GO_VERSION ?? 'go1.26.0', process.env.HOME].join('\\n'))
  if (command === 'build') {
    appendFileSync(process.env.GO_LOG, args.at(-1) + '\\n')
    if (process.env.FAKE_GO_FAILS) {
      console.error('go: downloading x\\nx.go:1: no such module')
      process.exit(1)
    }
    const version = /Version=(\\S+)/.exec(valueOf('-ldflags'))?.[1]
    setTimeout(
      () => writeFileSync(valueOf('-o'), '#!/bin/sh\\necho ' + version + '\\n', { mode: 0o755 }),
      Number(process.env.FAKE_GO_DELAY ?? 0)
    )
  }`

/** Fetches a list of programs and writes them by way of a temporary file, as the installer of the npm package does. */
const INSTALLER = `
  const { appendFileSync, mkdirSync, statSync, writeFileSync } = require('node:fs')
  const { tmpdir } = require('node:os')
  const { join } = require('node:path')
  exports.installCLI = async (version, root, { fetchText }) => {
    const programs = (await fetchText(process.env.FAKE_DOWNLOAD)).split(' ')
    console.log('progress of the installer')
    const mode = (statSync(tmpdir()).mode & 0o777).toString(8)
    writeFileSync(process.env.TEMPORARY_LOG, tmpdir() + ' ' + mode + '\\n', { flag: 'a' })
    writeFileSync(join(tmpdir(), 'pulumi-install.sh'), 'echo a script of theirs')
    mkdirSync(join(root, 'bin'), { recursive: true })
    for (const name of programs) {
      writeFileSync(join(root, 'bin', name), '#!/bin/sh\\necho v' + version + '\\n', { mode: 0o755 })
    }
  }`

export function fakePulumi(folder: string): void {
  fakeProgram(folder, 'pulumi', PULUMI)
}

/** A machine with a fake npm package `pulumi`, on whose PATH a test may lay programs. */
export function machine() {
  const home = temporaryFolder()
  const programs = join(home, 'programs')
  const launcher = join(home, 'launcher')
  const goLog = join(home, 'go.log')
  const temporaryLog = join(home, 'temporary.log')
  writeText(join(launcher, 'package.json'), JSON.stringify({ version: VERSION }))
  writeText(join(launcher, 'lib', 'download.js'), INSTALLER)
  writeText(join(home, 'sources', 'cli', 'go.mod'), '')
  writeText(join(home, 'sources', 'language-host', 'go.mod'), '')
  // Port 9 of the loopback answers nobody: there is no internet unless a test gives its own server.
  const base = { FAKE_DOWNLOAD: 'http://127.0.0.1:9/', GO_LOG: goLog, TEMPORARY_LOG: temporaryLog }
  const environment = (more: Record<string, string> = {}) => bareEnvironment(home, programs, { ...base, ...more })
  const place = join(home, '.pulumi', 'versions', VERSION)
  const obtain = (more: Record<string, string> = {}, freeBytes = 1e12) => {
    const folders = `launcher: ${JSON.stringify(launcher)}, sources: ${JSON.stringify(join(home, 'sources'))}`
    return startCall('obtain.mjs', `obtainCli({ ${folders}, freeBytes: () => ${freeBytes} })`, environment(more))
  }
  return {
    home,
    programs,
    environment,
    obtain,
    place,
    cli: join(place, 'bin', 'pulumi'),
    withGo: () => fakeProgram(programs, 'go', GO),
    builds: () => linesOf(goLog),
    /** Where the installer kept its script, with the folder's mode. */
    temporaryFolders: () => linesOf(temporaryLog).map((line) => line.split(' '))
  }
}
