import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { suite } from 'uvu'
import { changesSince } from '../../reports/changes'
import type { Fleet } from '../../reports/fleet'
import { fleetDocument } from '../../reports/fleetJson'
import { renderReport } from '../../stacks/reportFiles'
import { chromium as findChromium } from '../support/chromium'
import { aFleet, aServer, ofEachKind } from '../support/fleet'
import { anUnknown } from '../support/verdict'

interface Opened {
  folder: string
  browser: Browser | null
  context: BrowserContext | null
}

const executablePath = findChromium(process.env)
if (executablePath === null)
  process.stdout.write('skipped: there is no Chromium here (CHROME_PATH or on PATH), so that no page was opened\n')

/** Tests that open a report in Chromium; they are skipped where there is none. */
export const suiteOfPage = (name: string) => {
  const suiteHere = suite<Opened>(name, { folder: '', browser: null, context: null })
  suiteHere.before(async (opened) => {
    if (executablePath === null) return
    opened.folder = mkdtempSync(join(tmpdir(), 'page-'))
    // In a container there is no sandbox to be had; what is opened is a page of ours alone.
    opened.browser = await chromium.launch({ executablePath, args: ['--no-sandbox'], timeout: 60_000 })
  })
  suiteHere.after(async ({ browser, folder }) => {
    await browser?.close()
    if (folder !== '') rmSync(folder, { recursive: true, force: true })
  })
  suiteHere.before.each(async (opened) => {
    opened.context = (await opened.browser?.newContext({ viewport: { width: 1200, height: 900 } })) ?? null
    await opened.context?.grantPermissions(['clipboard-read', 'clipboard-write'])
  })
  suiteHere.after.each(async ({ context }) => context?.close())
  return { test: executablePath === null ? suiteHere.skip : suiteHere, run: suiteHere.run }
}

/** What went wrong in a page, and what it asked of the network or of another file. */
const watched = (page: Page): ReadonlyArray<string> => {
  const faults: Array<string> = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(message.text())
  })
  page.on('request', (request) => {
    if (request.resourceType() !== 'document') faults.push(`asked for ${request.url()}`)
  })
  page.on('dialog', (dialog) => {
    faults.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  return faults
}

export const openPage = async ({ context, folder }: Opened, fleet: Fleet, fragment = '') => {
  if (context === null) throw new Error('the browser did not start')
  const file = join(folder, 'report.html')
  writeFileSync(file, renderReport('html', fleet))
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const faults = watched(page)
  await page.goto(`${pathToFileURL(file)}${fragment}`)
  return { page, faults }
}

const places = [
  { dag: 'DAG1', site: 'Berlin' },
  { dag: 'DAG2', site: 'Hamburg' }
] as const

export const seven = aFleet([
  aServer('EX01', {}, places[0]),
  aServer('EX02', ofEachKind, places[1]),
  aServer('EX03', { 'folder-acls': { status: 'unknown', unknowns: [anUnknown({ path: ['acls'] })] } }, places[0]),
  ...['EX04', 'EX05', 'EX06', 'EX07'].map((name) => aServer(name, {}, places[1]))
])

const earlier = aFleet([
  ...['EX01', 'EX02'].map((name) => aServer(name, ofEachKind)),
  ...['EX03', 'EX04', 'EX05', 'EX06', 'EX08'].map((name) => aServer(name))
])

export const withChanges: Fleet = { ...seven, changes: changesSince(fleetDocument(earlier), seven.servers) }

export const shown = (page: Page): Promise<ReadonlyArray<string>> => page.locator('tbody th button').allTextContents()

export const cell = (page: Page, server: string, policy: string) =>
  page.getByRole('button', { name: new RegExp(`^${server}, ${policy}: `) })

export const focused = (page: Page): Promise<string> => page.locator(':focus').innerText()
