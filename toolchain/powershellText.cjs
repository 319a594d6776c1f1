const { readFileSync } = require('node:fs')

/**
 * The text of a PowerShell file, with the line ends that it was written with, however it was checked out.
 * @param {string} file
 */
const powershellText = (file) => readFileSync(file, 'utf8').replace(/\r\n/g, '\n')

/** Lets TypeScript that tsx loads import a PowerShell file as its text. */
const loadPowerShell = () => {
  require.extensions['.ps1'] = (loaded, file) => {
    loaded.exports = { __esModule: true, default: powershellText(file) }
  }
}

module.exports = { powershellText, loadPowerShell }
