import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { changesSince } from '../../reports/changes'
import type { Fleet } from '../../reports/fleet'
import { fleetDocument } from '../../reports/fleetJson'
import { renderReport } from '../../stacks/reportFiles'
import { chromium as findChromium } from '../support/chromium'
import { aFleet, aServer, manyServers, ofEachKind } from '../support/fleet'
import { aDrift, anUnknown } from '../support/verdict'

interface Opened {
  folder: string
  browser: Browser | null
  context: BrowserContext | null
}

const executablePath = findChromium(process.env)
const suiteOfPage = suite<Opened>('reports: the HTML report in Chromium', { folder: '', browser: null, context: null })
const test = executablePath === null ? suiteOfPage.skip : suiteOfPage
if (executablePath === null)
  process.stdout.write('skipped: there is no Chromium here (CHROME_PATH or on PATH), so that no page was opened\n')

suiteOfPage.before(async (opened) => {
  if (executablePath === null) return
  opened.folder = mkdtempSync(join(tmpdir(), 'page-'))
  // In a container there is no sandbox to be had; what is opened is a page of ours alone.
  opened.browser = await chromium.launch({ executablePath, args: ['--no-sandbox'], timeout: 60_000 })
})
suiteOfPage.after(async ({ browser, folder }) => {
  await browser?.close()
  if (folder !== '') rmSync(folder, { recursive: true, force: true })
})
suiteOfPage.before.each(async (opened) => {
  opened.context = (await opened.browser?.newContext({ viewport: { width: 1200, height: 900 } })) ?? null
  await opened.context?.grantPermissions(['clipboard-read', 'clipboard-write'])
})
suiteOfPage.after.each(async ({ context }) => context?.close())

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

const openPage = async ({ context, folder }: Opened, fleet: Fleet, fragment = '') => {
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

const seven = aFleet([
  aServer('EX01', {}, places[0]),
  aServer('EX02', ofEachKind, places[1]),
  aServer('EX03', { 'folder-acls': { status: 'unknown', unknowns: [anUnknown({ path: ['acls'] })] } }, places[0]),
  ...['EX04', 'EX05', 'EX06', 'EX07'].map((name) => aServer(name, {}, places[1]))
])

const shown = (page: Page): Promise<ReadonlyArray<string>> => page.locator('tbody th button').allTextContents()

const cell = (page: Page, server: string, policy: string) =>
  page.getByRole('button', { name: new RegExp(`^${server}, ${policy}: `) })

const focused = (page: Page): Promise<string> => page.locator(':focus').innerText()

test('shows the worst servers first, and folds policies that pass everywhere', async (opened) => {
  const { page, faults } = await openPage(opened, seven)
  assert.equal((await shown(page)).slice(0, 2), ['EX02', 'EX03'])
  assert.is(await page.locator('th.policy').count(), 4)
  await page.getByLabel('Policies that pass everywhere').check()
  assert.is(await page.locator('th.policy').count(), seven.servers[0]?.verdicts.length)
  assert.equal(faults, [])
  const [wrong = ''] = await page.locator('#matrix td.wrong').allInnerTexts()
  assert.match(wrong, 'services.W3SVC')
})

test('filters by text, state, policy, DAG and site, and carries it in the address', async (opened) => {
  const { page } = await openPage(opened, seven)
  await page.getByLabel('State').selectOption('drifting')
  assert.equal(await shown(page), ['EX02'])
  await page.getByLabel('State').selectOption('waived')
  assert.equal(await shown(page), ['EX02'])
  await page.getByLabel('State').selectOption('')
  await page.getByLabel('Policy', { exact: true }).selectOption('folder-acls')
  assert.equal(await shown(page), ['EX02', 'EX03'])
  await page.getByLabel('DAG').selectOption('DAG1')
  assert.equal(await shown(page), ['EX03'])
  const address = page.url()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await page.getByLabel('Site').selectOption('Berlin')
  assert.equal(await shown(page), ['EX03', 'EX01'])
  await page.getByLabel('Text').fill('ex03')
  assert.equal(await shown(page), ['EX03'])
  await page.getByLabel('Text').fill('access denied')
  assert.equal(await shown(page), ['EX03'])
  assert.match(await page.locator('#count').innerText(), '1 of 7 servers shown.')
  const again = await openPage(opened, seven, new URL(address).hash)
  assert.equal(await shown(again.page), ['EX03'])
})

const earlier = aFleet([
  ...['EX01', 'EX02'].map((name) => aServer(name, ofEachKind)),
  ...['EX03', 'EX04', 'EX05', 'EX06', 'EX08'].map((name) => aServer(name))
])

const withChanges: Fleet = { ...seven, changes: changesSince(fleetDocument(earlier), seven.servers) }

test('shows first what changed since an earlier report, marks it in the table, and filters by it', async (opened) => {
  const { page, faults } = await openPage(opened, withChanges)
  const section = page.getByRole('region', { name: 'What changed since the last report' })
  const text = await section.innerText()
  for (const part of [
    '1 new, 2 fixed, 1 unchanged, 2 not comparable',
    'New servers: EX07.',
    'Servers no longer in the report: EX08.'
  ])
    assert.ok(text.includes(part), text)
  assert.match(await cell(page, 'EX03', 'folder-acls').getAttribute('aria-label').then(String), ', new')
  await page.getByLabel('Change', { exact: true }).selectOption('fixed')
  assert.equal(await shown(page), ['EX01'])
  await page.getByLabel('Change', { exact: true }).selectOption('new')
  assert.equal(await shown(page), ['EX03'])
  await page.getByLabel('Policy', { exact: true }).selectOption('services-start')
  assert.equal(await shown(page), [])
  await page.getByLabel('Change', { exact: true }).selectOption('fixed')
  assert.equal(await shown(page), ['EX01'])
  await cell(page, 'EX01', 'services-start').click()
  assert.match(await page.getByRole('dialog').innerText(), 'Since the earlier report: fixed')
  await page.keyboard.press('Escape')
  const again = await openPage(opened, withChanges, new URL(page.url()).hash)
  assert.equal(await shown(again.page), ['EX01'])
  assert.equal(faults, [])
})

test('works by keyboard alone: arrows move, Enter opens, Escape closes and goes back', async (opened) => {
  const { page } = await openPage(opened, seven)
  await page.locator('.matrix').focus()
  await page.keyboard.press('Tab')
  assert.is(await focused(page), 'EX02')
  await page.keyboard.press('ArrowDown')
  assert.is(await focused(page), 'EX03')
  await page.keyboard.press('ArrowUp')
  for (const _ of [1, 2]) await page.keyboard.press('ArrowRight')
  assert.is(await focused(page), '✗')
  await page.keyboard.press('Enter')
  assert.is(await page.getByRole('dialog').getByRole('heading', { level: 2 }).innerText(), 'EX02: services-start')
  await page.waitForURL(/server=EX02&show=services-start/, { timeout: 10_000 })
  await page.keyboard.press('Escape')
  assert.is(await page.getByRole('dialog').count(), 0)
  assert.is(await focused(page), '✗')
  await page.waitForURL((url) => !url.hash.includes('server='), { timeout: 10_000 })
})

test('an address opens the finding that it names', async (opened) => {
  const { page } = await openPage(opened, seven, '#server=EX02&show=services-start')
  const dialog = page.getByRole('dialog')
  for (const part of [
    'services.W3SVC: Disabled, Stopped',
    'Why: Get-Service lists it.',
    'Expected W3SVC to run; start it.'
  ])
    assert.ok((await dialog.innerText()).includes(part), part)
  await dialog.getByText('Values and evidence').click()
  assert.match(await dialog.innerText(), 'Automatic, Running')
})

test('a command is copied to the letter', async (opened) => {
  const command = `Start-Service -Name 'it''s "$x" & <b>'\nRestart-Service W3SVC`
  const data = renderReport('html', seven)
  const steps = /"steps":\[\{[^\]]*\]/
  assert.match(data, steps)
  const withCommand = JSON.stringify([{ text: 'Start it.', shell: 'PowerShell (elevated)', command }])
  const file = join(opened.folder, 'command.html')
  writeFileSync(
    file,
    data.replace(steps, () => `"steps":${withCommand.replaceAll('<', '\\u003c')}`)
  )
  const page = await opened.context?.newPage()
  if (page === undefined) throw new Error('the browser did not start')
  await page.goto(`${pathToFileURL(file)}#server=EX02&show=services-start`)
  await page.getByRole('button', { name: 'Copy' }).click()
  await page.getByText('Copied').waitFor()
  assert.is(await page.evaluate('navigator.clipboard.readText()'), command)
})

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

const violations = async (page: Page): Promise<string> => {
  // The page's own policy lets no other script in: the tool is evaluated by the browser's debugger.
  await page.evaluate(axe)
  return page.evaluate(
    `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes.map(({ html }) => html).join(' ')).join('\\n'))`
  )
}

test('axe finds nothing: in light and dark, in the table and in a finding', async (opened) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const { page } = await openPage(opened, withChanges)
    await page.emulateMedia({ colorScheme })
    await page.getByLabel('Policies that pass everywhere').check()
    assert.is(await violations(page), '', colorScheme)
    await cell(page, 'EX02', 'services-start').click()
    assert.is(await violations(page), '', `a finding in ${colorScheme}`)
  }
})

test('is dark where the system is', async (opened) => {
  const { page } = await openPage(opened, seven)
  const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor')
  const light = await ground()
  await page.emulateMedia({ colorScheme: 'dark' })
  assert.is.not(await ground(), light)
})

test('prints all servers that are filtered with their findings, and no controls', async (opened) => {
  const { page } = await openPage(opened, aFleet(manyServers(120)))
  assert.ok((await shown(page)).length < 120)
  await page.emulateMedia({ media: 'print' })
  await page.evaluate("dispatchEvent(new Event('beforeprint'))")
  assert.is((await shown(page)).length, 120)
  assert.is(await page.locator('#filters').isVisible(), false)
  assert.match(await page.locator('#printed').innerText(), 'Expected W3SVC to run; start it.')
  await page.evaluate("dispatchEvent(new Event('afterprint'))")
  assert.is(await page.locator('#printed article').count(), 0)
})

test('1,000 servers open with the first rows alone, and each filter sees all of them', async (opened) => {
  const { page, faults } = await openPage(opened, aFleet(manyServers(1_000)))
  assert.ok((await shown(page)).length <= 100)
  await page.getByLabel('Text').fill('EX0999')
  assert.equal(await shown(page), ['EX0999'])
  await page.getByLabel('Text').fill('')
  await page.getByRole('button', { name: /Show more/ }).click()
  assert.ok((await shown(page)).length >= 100)
  assert.equal(faults, [])
})

const markup = '<img src=x onerror=alert(1)></script><script>alert(2)</script><!--'
const hostile = [
  markup,
  '\u202egnp.exe',
  `javascript:alert(3)//"'><svg onload=alert(4)>`,
  'N'.repeat(5_000_000),
  '</title></style>'
]

test('a hostile fleet shows nothing but text', async (opened) => {
  const fleet = aFleet(
    hostile.map((text) =>
      aServer(
        text,
        {
          build: {
            status: 'drift',
            drifts: [
              aDrift({
                path: ['services', text],
                actual: text,
                desired: text,
                evidence: [text],
                resolution: {
                  summary: text,
                  steps: [
                    { text, shell: null, command: null },
                    { text, shell: 'cmd', command: text }
                  ],
                  link: 'javascript:alert(5)'
                }
              })
            ]
          },
          'folder-acls': { status: 'unknown', unknowns: [anUnknown({ reason: text })] }
        },
        { dag: text, site: text }
      )
    ),
    { name: markup, errors: [{ source: markup, message: markup }], gate: { passes: false, text: markup } }
  )
  const { page, faults } = await openPage(opened, fleet)
  assert.is((await shown(page)).length, hostile.length)
  for (const button of await page.locator('tbody th button').all()) {
    await button.click()
    await page.keyboard.press('Escape')
  }
  await page.evaluate("dispatchEvent(new Event('beforeprint'))")
  assert.is(await page.locator('img, iframe, object, svg[onload], a[href^="javascript"]').count(), 0)
  assert.is(await page.locator('script').count(), 2)
  assert.not.match(await page.locator('body').innerText(), /\u202e/)
  assert.ok((await page.locator('h1').innerText()).includes(markup))
  assert.equal(faults, [])
})

suiteOfPage.run()
