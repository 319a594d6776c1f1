import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'

test('no section of facts takes the name of a variable or a function that another file has', () => {
  const folder = join(__dirname, '../../collector')
  const files = ['sections', 'server', 'shared'].flatMap((room) =>
    readdirSync(join(folder, room)).map((name) => join(folder, room, name))
  )
  const names = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/^(?:\$(\w+) = |function ([\w-]+))/gm)].map(([, variable, name]) =>
      (name ?? `$${variable}`).toLowerCase()
    )
  )
  assert.equal(
    names.filter((name, index) => names.indexOf(name) !== index),
    []
  )
})

test.run()
