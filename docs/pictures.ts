import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium as driver } from 'playwright-core'
import { chromium } from '../test/support/chromium'

const root = join(__dirname, '..')
const images = join(__dirname, 'images')
const columns = 104
const rows = 46
const mostBytes = 10_000_000

/** What a command prints in a terminal, byte for byte; `script` of util-linux is that terminal. */
const inTerminal = (command: string): string =>
  execFileSync('script', ['-qfec', `stty cols ${columns} rows ${rows}; ${command}`, '/dev/null'], {
    ...{ cwd: root, encoding: 'utf8', maxBuffer: mostBytes },
    env: { ...process.env, TERM: 'xterm-256color' }
  })

/** Draws the end of what was printed, by the emulator that Visual Studio Code uses. */
const drawTerminal = async (browser: Browser, printed: string, file: string): Promise<void> => {
  const page = await browser.newPage({ deviceScaleFactor: 1.5, viewport: { width: 1400, height: 1200 } })
  const emulator = join(root, 'node_modules', '@xterm', 'xterm')
  await page.setContent(
    '<body style="margin: 0"><div id="terminal" style="display: inline-block; padding: 12px; background: #1e1e1e">'
  )
  await page.addStyleTag({ path: join(emulator, 'css', 'xterm.css') })
  await page.addScriptTag({ path: join(emulator, 'lib', 'xterm.js') })
  const options = { cols: columns, rows, fontSize: 13, theme: { background: '#1e1e1e', cursor: '#1e1e1e' } }
  await page.evaluate(`new Promise((drawn) => {
    const terminal = new Terminal(${JSON.stringify(options)})
    terminal.open(document.getElementById('terminal'))
    terminal.write(${JSON.stringify(printed)}, () => setTimeout(drawn, 500))
  })`)
  await page.locator('#terminal').screenshot({ path: file })
}

const drawReport = async (browser: Browser, report: string, file: string): Promise<void> => {
  const page = await browser.newPage({ deviceScaleFactor: 1.5, viewport: { width: 1200, height: 900 } })
  await page.goto(pathToFileURL(report).href)
  await page.screenshot({ path: file })
}

/** Draws the pictures of the README from the demo, as it is. */
const main = async (): Promise<void> => {
  const executablePath = chromium(process.env)
  if (executablePath === null) throw new Error('no Chromium is there: put one on PATH, or name it by CHROME_PATH')
  const folder = mkdtempSync(join(tmpdir(), 'pictures-'))
  const browser = await driver.launch({ executablePath, args: ['--no-sandbox'] })
  try {
    inTerminal('npm start')
    await drawTerminal(browser, inTerminal('npm start'), join(images, 'preview.png'))
    const report = join(folder, 'report.html')
    inTerminal(`./compliance report demo --html ${report}`)
    await drawReport(browser, report, join(images, 'report.png'))
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

void main()
