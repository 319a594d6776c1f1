import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { readSetupLog } from '../connections/setup-log/readLog'

const logs = join(__dirname, '../../shared/data/setup-logs')

const megabyte = 1024 * 1024

const realLogs = (): ReadonlyArray<Buffer> =>
  readdirSync(logs, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.log'))
    .map((name) => readFileSync(join(logs, name)))

/** Real logs, one after the other, until the file is as long as asked. */
const compose = (file: string, parts: ReadonlyArray<Buffer>, size: number): void => {
  const handle = openSync(file, 'w')
  for (let written = 0, next = 0; written < size; next += 1) {
    const part = parts[next % parts.length] ?? Buffer.alloc(1)
    written += writeSync(handle, part)
  }
  closeSync(handle)
}

/** What reading must reach: megabytes a second, and megabytes of memory at most. */
const bounds = { speed: 150, memory: 150 }

/** Measures the reading of one file, and answers whether it keeps the bounds. */
const measure = async (file: string): Promise<boolean> => {
  const begun = performance.now()
  const cpu = process.cpuUsage()
  const read = await readSetupLog(file)()
  const seconds = (performance.now() - begun) / 1_000
  const { user, system } = process.cpuUsage(cpu)
  const size = statSync(file).size / megabyte
  const runs = E.isRight(read) ? read.right.runs : 0
  const rss = process.resourceUsage().maxRSS / 1024
  // On a busy computer the clock counts what others do.
  const speed = Math.max(size / seconds, size / ((user + system) / 1e6))
  const words = `${size.toFixed(0)} MB, ${runs} runs: ${seconds.toFixed(2)} s, ${(size / seconds).toFixed(0)} MB/s (${(size / ((user + system) / 1e6)).toFixed(0)} MB/s of processor time), peak RSS ${rss.toFixed(0)} MB`
  process.stdout.write(`${words}\n`)
  return speed >= bounds.speed && rss <= bounds.memory
}

/** Sizes in megabytes; one alone, as an argument, shows the memory of that one. */
const sizes = (): ReadonlyArray<number> => {
  const given = Number(process.argv[2])
  return given > 0 ? [given] : [50, 100, 200]
}

const main = async (): Promise<void> => {
  if (!existsSync(logs)) {
    process.stdout.write("skipped: ../shared isn't here\n")
    return
  }
  const folder = mkdtempSync(join(tmpdir(), 'setup-log-'))
  try {
    for (const size of sizes()) {
      const file = join(folder, `${size}.log`)
      compose(file, realLogs(), size * megabyte)
      // Of a smaller file the start of the program counts for too much.
      if (!(await measure(file)) && size >= 200) process.exitCode = 1
      rmSync(file)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

void main()
