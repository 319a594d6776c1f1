import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { resolutionsOf } from '../powershell/resolutions'

/** Consoles and dialogs of the server itself, which Server Core does not have. Those of the directory run elsewhere. */
const consoles =
  /IIS Manager|services\.msc|certlm\.msc|gpedit\.msc|eventvwr|Event Viewer|Programs and Features|Control Panel|System Properties|Internet Options|local security policy|Log On tab|the tab |Properties\b(?=[,;.] )/

/** What is open is closed, and what is not there is not open. */
const closes = /\bClose\b/

test('a step that names a console comes with, or after, a command that does the same', () => {
  const lone = resolutionsOf('EX01').flatMap(({ by, steps }) =>
    steps.flatMap((step, index) => {
      if (!consoles.test(step.text) || closes.test(step.text)) return []
      return step.command !== null || (steps[index - 1]?.command ?? null) !== null ? [] : [`${by}: ${step.text}`]
    })
  )
  assert.equal([...new Set(lone)], [])
})

test.run()
