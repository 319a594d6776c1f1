import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import * as assert from 'uvu/assert'
import { cell, focused, openPage, seven, suiteOfPage, withChanges } from './openedPage'

const { test, run } = suiteOfPage('reports: the HTML report by keyboard and for all eyes')

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

run()
