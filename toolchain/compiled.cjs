const { existsSync, readFileSync, renameSync, writeFileSync } = require('node:fs')
const Module = require('node:module')
const { dirname } = require('node:path')
const { Script } = require('node:vm')

/**
 * Another process may read or write the same; without it, the file is compiled as ever.
 * @param {string} kept
 * @param {Buffer} code
 */
function keep(kept, code) {
  const made = `${kept}.${process.pid}`
  try {
    writeFileSync(made, code)
    renameSync(made, kept)
  } catch {}
}

/**
 * Runs a file of CommonJS from the code that V8 made of it in an earlier run, which lies beside it: to compile it anew
 * takes longer than all else of loading. V8 refuses what another version of it, or another file, has made. Nothing in
 * it can use `import()`.
 * @template Exported what the file exports: its type is told by whoever loads it
 * @param {string} file
 * @returns {Exported}
 */
exports.runCompiled = (file) => {
  const kept = `${file}.v8`
  const cachedData = existsSync(kept) ? readFileSync(kept) : undefined
  const text = Module.wrap(readFileSync(file, 'utf8'))
  const script = new Script(text, { filename: file, cachedData })
  const module = { exports: /** @type {Exported} */ ({}) }
  script.runInThisContext()(module.exports, Module.createRequire(file), module, file, dirname(file))
  // At the end it holds what ran, too, and not only what was loaded.
  if (cachedData === undefined || script.cachedDataRejected === true)
    process.once('exit', () => keep(kept, script.createCachedData()))
  return module.exports
}
