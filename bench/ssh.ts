import { spawn } from 'node:child_process'
import { openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCollect } from '../connections/collect'
import type { Target } from '../connections/connection'
import { defaultLimits } from '../connections/limit'
import { type Sshd, sshdMissing, startSshd } from '../test/simulated-host/sshd'
import { createStack } from '../test/support/engine'
import { recording } from '../test/support/server'

const count = 200
const repetitions = 3
const hungEvery = 10

const names = Array.from({ length: count }, (_, index) => `EX${1000 + index}`)

/** A server's facts, as long as real ones of many sections. */
const facts = (name: string): string =>
  JSON.stringify({ ...Object(recording({}, name)), padding: 'x'.repeat(75 * 1024) })

/** Neither Node.js nor PowerShell is behind the sshd: what is measured is our side. */
const answering = (file: string): string => `cat > /dev/null; sleep 1; cat '${file}'`
const hanging = 'cat > /dev/null; sleep 150'

const addFleet = (sshd: Sshd): void => {
  for (const [index, name] of names.entries()) {
    const file = join(sshd.folder, `${name}.facts`)
    writeFileSync(file, facts(name))
    sshd.add(name, { behaviour: 'prompt' }, answering(file))
    if (index % hungEvery === 0) sshd.add(`HUNG${name}`, { behaviour: 'silent' }, hanging)
  }
}

const withHung = names.map((name, index) => (index % hungEvery === 0 ? `HUNG${name}` : name))

/** Linux shares its processors out by session, so what is compared has a session for each ssh, as ours has. */
const ownSession = process.platform === 'linux' ? ['setsid', '-w'] : []

const seconds = async (action: () => Promise<void>): Promise<number> => {
  const start = performance.now()
  await action()
  return (performance.now() - start) / 1_000
}

const xargs =
  ({ config, folder }: Sshd) =>
  (): Promise<void> =>
    new Promise((resolve, reject) => {
      const output = openSync(join(folder, 'xargs.out'), 'w')
      const args = [
        '-P',
        '32',
        '-I',
        '{}',
        ...ownSession,
        'ssh',
        '-F',
        config,
        '-T',
        '-o',
        'BatchMode=yes',
        '--',
        '{}',
        'facts'
      ]
      const child = spawn('xargs', args, { stdio: ['pipe', output, 'inherit'] })
      child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`xargs ended with ${code}`))))
      child.stdin?.end(`${names.join('\n')}\n`)
    })

const targetOf =
  ({ config }: Sshd) =>
  (server: string): Target => ({ server, connection: { type: 'ssh', host: null, user: null, port: null, config } })

const reading =
  (sshd: Sshd, servers: ReadonlyArray<string>, unread = 0) =>
  async (): Promise<void> => {
    const surroundings = { signal: new AbortController().signal, tell: () => undefined, tellEverySeconds: 60 }
    const readings = await createCollect(surroundings, defaultLimits)(servers.map(targetOf(sshd)))()
    const missing = readings.filter(({ readable }) => !readable).length
    if (missing !== unread) throw new Error(`${missing} servers could not be read, not ${unread}`)
  }

const preview = (sshd: Sshd, servers: ReadonlyArray<string>, expected: string) => async (): Promise<number> => {
  const stack = await createStack()
  stack.settings({ servers: servers.map((name) => ({ name, connection: { type: 'ssh', config: sshd.config } })) })
  return seconds(async () => {
    const { code, all } = await stack.pulumi('preview')
    if (code !== 0 || !all.includes(expected)) throw new Error(all)
  })
}

const median = (values: ReadonlyArray<number>): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

const tell = (name: string, measured: number, most: number): boolean => {
  process.stdout.write(
    `${name}: ${measured.toFixed(2)}, at most ${most.toFixed(2)}: ${measured <= most ? 'met' : 'MISSED'}\n`
  )
  return measured <= most
}

const measure = async (sshd: Sshd): Promise<boolean> => {
  addFleet(sshd)
  const rounds: Array<{ readonly plain: number; readonly ours: number; readonly previewed: number }> = []
  for (let round = 0; round < repetitions; round++) {
    const plain = await seconds(xargs(sshd))
    const ours = await seconds(reading(sshd, names))
    const previewed = await preview(sshd, names, `${count} of ${count} servers compliant`)()
    process.stdout.write(
      `xargs ${plain.toFixed(1)} s, reading ${ours.toFixed(1)} s, preview ${previewed.toFixed(1)} s\n`
    )
    rounds.push({ plain, ours, previewed })
  }
  const hung = count / hungEvery
  const late = await seconds(reading(sshd, withHung, hung))
  const previewed = await preview(sshd, withHung, `${5 * hung} unknown`)()
  const { deadlineSeconds } = defaultLimits
  return [
    tell('reading, times xargs -P 32 ssh', median(rounds.map(({ plain, ours }) => ours / plain)), 1.15),
    tell('preview, seconds more than reading', median(rounds.map(({ ours, previewed }) => previewed - ours)), 10),
    tell(`reading with ${hung} hung servers, seconds`, late, deadlineSeconds + 2),
    tell(`preview with ${hung} hung servers, seconds more than the deadline`, previewed - deadlineSeconds, 12)
  ].every((met) => met)
}

const main = async (): Promise<void> => {
  if (sshdMissing !== null) throw new Error(sshdMissing)
  const sshd = await startSshd()
  const met = await measure(sshd).finally(sshd.stop)
  process.exitCode = met ? 0 : 1
}

void main()
