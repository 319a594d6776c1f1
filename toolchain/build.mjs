import { existsSync, mkdirSync, statfsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { capture } from './child.mjs'
import { isComplete, publish, withStaging } from './installation.mjs'
import { findOnPath, programName } from './path.mjs'
import { Refusal, refuseIfInterrupted, say } from './report.mjs'

/** @import { Place } from './installation.mjs' */
/** @typedef {{ file: string, env: NodeJS.ProcessEnv }} Go */
/** @typedef {(folder: string) => number} FreeBytes */

const BUILD_CACHE_BYTES = 2_000_000_000
const TARGET_BYTES = 300_000_000
const ERROR_LINES = 8
const VERSION_VARIABLE = 'github.com/pulumi/pulumi/sdk/v3/go/common/version.Version'

/**
 * Builds the CLI and its language host from the Go modules pinned under `sources` into their usual place.
 * @param {{ place: Place, sources: string, env: NodeJS.ProcessEnv, freeBytes?: FreeBytes | undefined }} from
 */
export async function buildFromModules({ place, sources, env, freeBytes = freeBytesOf }) {
  const go = { file: findGo(env), env: { ...env, GOWORK: 'off' } }
  const cache = await buildCache(go, place)
  /**
   * @param {string} cache
   * @param {string} target
   * @param {FreeBytes} freeBytes
   */
  refuseWithoutSpace(cache, place.folder, freeBytes)
  say(`Building the Pulumi CLI ${place.version} from Go modules: about 4 minutes on two cores, once.`)
  await withStaging(place, async (staging) => {
    const bin = join(staging, 'bin')
    mkdirSync(bin)
    say('1 of 2: the Node.js language host…')
    await goBuild(go, join(sources, 'language-host'), join(bin, 'pulumi-language-nodejs'), {
      module: 'github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs',
      ldflags: '-s -w'
    })
    say('2 of 2: the CLI…')
    await goBuild(go, join(sources, 'cli'), join(bin, 'pulumi'), {
      module: 'github.com/pulumi/pulumi/pkg/v3/cmd/pulumi',
      ldflags: `-s -w -X ${VERSION_VARIABLE}=v${place.version}`
    })
    if (!(await isComplete(bin, place.version, env))) {
      throw new Refusal('The Pulumi CLI was built but does not run here: are GOOS or GOARCH set for another machine?')
    }
    publish(staging, place, true)
  })
}

/** @param {NodeJS.ProcessEnv} env */
function findGo(env) {
  const file = findOnPath('go', env)
  if (file) return file
  throw new Refusal(
    'There is no Pulumi CLI here and no way to get one: install Pulumi (3.227.0 or later), or reach the internet ' +
      'so that it can be downloaded, or install Go 1.25 or later with access to a module proxy so that it can be built.'
  )
}

/**
 * @param {Go} go
 * @param {Place} place
 */
async function buildCache(go, place) {
  const asked = await capture(go.file, ['env', 'GOVERSION', 'GOCACHE'], { cwd: place.folder, env: go.env })
  if (asked.code !== 0) throw new Refusal(`${lastLines(asked.stderr)}\nGo does not run here: see its message above.`)
  const [version = '', cache = ''] = asked.stdout.split(/\r?\n/)
  const [, major, minor] = /go(\d+)\.(\d+)/.exec(version) ?? []
  if (Number(major) === 1 && Number(minor) >= 21) return cache
  throw new Refusal(`${version || 'The Go here'} is too old to build the Pulumi CLI: install Go 1.25 or later.`)
}

/**
 * @param {Go} go
 * @param {string} cwd
 * @param {string} output
 * @param {{ module: string, ldflags: string }} what
 */
async function goBuild(go, cwd, output, { module, ldflags }) {
  const args = ['build', '-trimpath', '-ldflags', ldflags, '-o', programName(output), module]
  const result = await capture(go.file, args, { cwd, env: go.env })
  refuseIfInterrupted(result)
  if (result.code === 0) return
  throw new Refusal(
    `${lastLines(result.stderr)}\nBuilding the Pulumi CLI failed: check that Go can reach a module proxy (GOPROXY), ` +
      'or install Pulumi 3.227.0 or later and put it on PATH.'
  )
}

/** @param {string} text */
function lastLines(text) {
  const lines = text.split(/\r?\n/).filter((line) => line && !line.startsWith('go: downloading'))
  return lines.slice(-ERROR_LINES).join('\n')
}

/**
 * @param {string} cache
 * @param {string} target
 * @param {FreeBytes} freeBytes
 */
function refuseWithoutSpace(cache, target, freeBytes) {
  const shared = statSync(existing(cache)).dev === statSync(existing(target)).dev
  /** @type {ReadonlyArray<readonly [string, number]>} */
  const needs = shared
    ? [[target, BUILD_CACHE_BYTES + TARGET_BYTES]]
    : [
        [cache, BUILD_CACHE_BYTES],
        [target, TARGET_BYTES]
      ]
  for (const [folder, bytes] of needs) {
    const free = freeBytes(existing(folder))
    if (free >= bytes) continue
    throw new Refusal(
      `Building the Pulumi CLI needs ${gigabytes(bytes)} GB at ${folder}, where ${gigabytes(free)} GB are free: ` +
        'make room, or install Pulumi 3.227.0 or later and put it on PATH.'
    )
  }
}

/** @param {string} folder */
function freeBytesOf(folder) {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

/**
 * @param {string} folder
 * @returns {string}
 */
function existing(folder) {
  return existsSync(folder) ? folder : existing(dirname(folder))
}

/** @param {number} bytes */
function gigabytes(bytes) {
  return (bytes / 1e9).toFixed(1)
}
