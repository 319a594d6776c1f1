import * as assert from 'uvu/assert'
import { aFleet, aServer, manyServers } from '../support/fleet'
import { aDrift, anUnknown } from '../support/verdict'
import { openPage, shown, suiteOfPage } from './openedPage'

const { test, run } = suiteOfPage('reports: the HTML report of a large or hostile fleet')

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

run()
