const { createHash } = require('node:crypto')
const {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync
} = require('node:fs')
const { dirname, join } = require('node:path')
const { runCompiled } = require('./compiled.cjs')
const { powershellText } = require('./powershellText.cjs')

/** @import { Plugin } from 'esbuild' */

const projectRoot = dirname(__dirname)
/** The rooms that a program is built from (docs/architecture.md), and what they share with the tools. */
const sourceFolders = [
  'kernel',
  'facts',
  'setup-log',
  'collector',
  'judging',
  'remediation',
  'policies',
  'reports',
  'connections',
  'resources',
  'stacks',
  'commands',
  'toolchain'
]

/**
 * What was built from other sources has another name; file times alone tell what a checkout or an edit has changed.
 * @param {string} root
 * @param {string} entry
 */
function keyOf(root, entry) {
  const sources = sourceFolders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))
    )
    .filter((name) => /\.(?:ts|cjs|json|ps1)$/.test(name))
  const files = [...sources, entry, 'package.json', 'package-lock.json'].map((name) => join(root, name))
  const state = [...files, __filename].map((file) => {
    const found = statSync(file, { throwIfNoEntry: false })
    return `${file} ${found?.mtimeMs} ${found?.size}`
  })
  return createHash('sha256')
    .update([root, entry, ...state].join('\n'))
    .digest('hex')
    .slice(0, 32)
}

/** Of these the SDK has to find the one copy that it uses itself. All else is built in: each file less is found sooner. */
const sharedWithPulumi = ['@pulumi/*', '@grpc/*', 'google-protobuf/*']

/**
 * In one file, each source still finds what lies beside it.
 * @type {Plugin}
 */
const keepDirname = {
  name: 'keep-dirname',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(/\b__dirname\b/g, JSON.stringify(dirname(path))),
      loader: 'ts'
    }))
}

/** @type {Plugin} */
const powershellAsText = {
  name: 'powershell-as-text',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.ps1$/ }, ({ path }) => ({ contents: powershellText(path), loader: 'text' }))
}

/**
 * @param {string} root
 * @param {string} entry
 * @param {string} folder
 * @param {string} key
 */
async function build(root, entry, folder, key) {
  mkdirSync(folder, { recursive: true })
  const made = mkdtempSync(join(folder, 'new-'))
  try {
    await require('esbuild').build({
      entryPoints: [join(root, entry)],
      outfile: join(made, 'index.js'),
      bundle: true,
      external: sharedWithPulumi,
      mainFields: ['module', 'main'],
      platform: 'node',
      target: 'node20',
      plugins: [keepDirname, powershellAsText],
      logLevel: 'silent'
    })
    for (const old of readdirSync(folder).filter((name) => name !== key && !name.startsWith('new-')))
      rmSync(join(folder, old), { recursive: true, force: true })
    renameSync(made, join(folder, key))
  } catch (error) {
    // Another process may have built the same meanwhile.
    if (!existsSync(join(folder, key))) throw error
  } finally {
    rmSync(made, { recursive: true, force: true })
  }
}

/**
 * @param {string} root
 * @param {string} entry
 */
async function built(root, entry) {
  const folder = join(root, 'node_modules', '.cache', 'exchange-compliance', entry.replace(/\W+/g, '-'))
  const key = keyOf(root, entry)
  if (!existsSync(join(folder, key))) await build(root, entry, folder, key)
  return join(folder, key, 'index.js')
}

/**
 * Loads a TypeScript file of the project as one piece, which is built where the sources have changed: tsx takes some
 * milliseconds for each of hundreds of files. Where nothing can be built or kept, tsx loads them.
 * @template Module what the file exports: its type is told by whoever loads it
 * @param {string} entry
 * @param {string} [root]
 * @returns {Promise<Module>}
 */
exports.load = async (entry, root = projectRoot) => {
  const file = await built(root, entry).catch(() => null)
  if (file === null) await import('./loader.mjs')
  return file === null ? require(join(root, entry)) : runCompiled(file)
}
