import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as assert from 'uvu/assert'
import { renderReport } from '../../stacks/reportFiles'
import { aFleet, manyServers } from '../support/fleet'
import { cell, openPage, seven, shown, suiteOfPage, withChanges } from './openedPage'

const { test, run } = suiteOfPage('reports: the HTML report in Chromium')

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

run()
