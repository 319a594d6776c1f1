import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { updateIn } from '../../commands/updateFit'

const test = suite('commands: updates that are refused')

const updates: Readonly<Record<string, string>> = {
  latest: 'name a build of Exchange, such as 15.2.2562.53',
  '15.2': 'name a build of Exchange',
  '2019:15.2.2562.53': '15.2.2562.53 is a build of Exchange SE, not of 2019',
  'SEE:15.2.2562.53': 'did you mean SE?',
  '2017:15.2.2562.53': 'use one of: 2010, 2013, 2016, 2019, SE'
}

for (const [text, told] of Object.entries(updates))
  test(`the update ${text} is refused`, () => {
    const update = updateIn(text)
    assert.match(E.isLeft(update) ? update.left : 'taken', told)
  })

test.run()
