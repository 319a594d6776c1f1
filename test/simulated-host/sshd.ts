import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { appendFileSync, chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createConnection, createServer } from 'node:net'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { temporaryFolder } from '../support/engine'
import { type SimulatedHost, type SimulatedServers, simulatedServers, type WindowsHost } from './servers'

/** A real OpenSSH server on loopback, behind which each server is a simulated host. */
export interface Sshd extends SimulatedServers {
  readonly folder: string
  readonly port: number
  /** A configuration file of the ssh client, by which each server's name leads to its simulated host. */
  readonly config: string
  readonly add: (server: string, host: SimulatedHost | WindowsHost, shell?: string) => void
  readonly stop: () => Promise<void>
}

const places = ['/usr/sbin/sshd', '/usr/local/sbin/sshd', '/opt/homebrew/sbin/sshd', '/usr/bin/sshd']

const program = places.find((place) => existsSync(place)) ?? null

/** Why the tests with a real sshd can't run here; null where they can. */
export const sshdMissing: string | null = program === null ? 'no sshd is installed' : null

export const hostScript = join(__dirname, 'host.cjs')

/** A port of loopback that nobody listens on. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port is free'))
      )
    })
  })

const listening = async (port: number, child: ChildProcess, complaint: () => string): Promise<void> => {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (child.exitCode !== null) throw new Error(`sshd ended: ${complaint()}`)
    const open = await new Promise<boolean>((resolve) => {
      const socket = createConnection(port, '127.0.0.1')
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
      socket.once('close', () => resolve(false)).once('connect', () => socket.destroy())
    })
    if (open) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`sshd does not listen: ${complaint()}`)
}

const makeKey = (file: string): void =>
  void execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'throw-away', '-f', file])

const publicKey = (file: string): string => execFileSync('ssh-keygen', ['-y', '-f', file], { encoding: 'utf8' }).trim()

const serverConfig = (folder: string, port: number): string =>
  [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${join(folder, 'host_key')}`,
    `PidFile ${join(folder, 'sshd.pid')}`,
    `AuthorizedKeysFile ${join(folder, 'authorized_keys')}`,
    'StrictModes no',
    'UsePAM no',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'PermitUserRC no',
    // Whatever this user's shell does at each login would be measured and told.
    `SetEnv HOME=${folder}`,
    'PrintMotd no',
    'MaxStartups 500',
    'MaxSessions 500',
    'PermitRootLogin prohibit-password',
    ''
  ].join('\n')

/** `IdentityFile` names a key per server: by it the server's side knows which simulated host is meant. */
const clientConfig = (folder: string, port: number): string =>
  [
    'Host *',
    '  HostName 127.0.0.1',
    `  Port ${port}`,
    `  User ${userInfo().username}`,
    `  IdentityFile ${join(folder, 'keys', '%n')}`,
    '  IdentitiesOnly yes',
    '  IdentityAgent none',
    `  UserKnownHostsFile ${join(folder, 'known_hosts')}`,
    '  GlobalKnownHostsFile /dev/null',
    '  HostKeyAlias simulated',
    '  StrictHostKeyChecking yes',
    ''
  ].join('\n')

/** Starts an sshd with throw-away keys on a free port. */
export const startSshd = async (): Promise<Sshd> => {
  const folder = temporaryFolder()
  const port = await freePort()
  mkdirSync(join(folder, 'keys'))
  if (userInfo().uid === 0) mkdirSync('/run/sshd', { recursive: true })
  makeKey(join(folder, 'host_key'))
  writeFileSync(join(folder, 'known_hosts'), `simulated ${publicKey(join(folder, 'host_key'))}\n`)
  writeFileSync(join(folder, 'authorized_keys'), '')
  writeFileSync(join(folder, 'sshd_config'), serverConfig(folder, port))
  writeFileSync(join(folder, 'ssh_config'), clientConfig(folder, port))
  chmodSync(join(folder, 'ssh_config'), 0o600)
  const child = spawn(program ?? 'sshd', ['-D', '-e', '-f', join(folder, 'sshd_config')], {
    stdio: ['ignore', 'ignore', 'pipe']
  })
  let complaints = ''
  child.stderr.setEncoding('utf8').on('data', (text) => {
    complaints += text
  })
  await listening(port, child, () => complaints)
  const servers = simulatedServers(folder)
  return {
    ...servers,
    folder,
    port,
    config: join(folder, 'ssh_config'),
    add: (server, host, shell = `"${process.execPath}" "${hostScript}" ssh "${folder}" ${server}`) => {
      const key = join(folder, 'keys', server)
      if (!existsSync(key)) {
        makeKey(key)
        const forced = shell.replaceAll('"', '\\"')
        appendFileSync(join(folder, 'authorized_keys'), `restrict,command="${forced}" ${publicKey(key)}\n`)
      }
      servers.add(server, host)
    },
    stop: () =>
      new Promise((resolve) => {
        child.once('close', () => resolve())
        child.kill('SIGTERM')
      })
  }
}
