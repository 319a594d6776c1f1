import * as E from 'fp-ts/Either'
import * as assert from 'uvu/assert'
import { isAtWork } from '../../../resources/command/carryOut'
import { addDrifted, askOn, carry } from './hosts'
import { down, journal, overOneWay } from './overWays'

const ordinaryUser = 'S-1-5-21-1-2-3-1105'

overOneWay('what ordinary users have made', ({ byOneWay, hosts }) => {
  const planting = [journal, `${journal}\\runs`, `${journal}\\runs\\0f8fad5b-d9cb-469f-a165-70867728950e`]
  for (const [index, path] of planting.slice(0, 2).entries())
    byOneWay(`no task is believed in where an ordinary user has made ${path}`, async () => {
      const server = `FAKED${index}`
      const script = addDrifted(hosts(), server, down, { planted: planting.slice(index) })
      hosts().servers.plantTask(server, 'ExchangeCompliance%200f8fad5b-d9cb-469f-a165-70867728950e.json')
      const fault = `${path} belongs to ${ordinaryUser}, not to Administrators: see who made it, then remove it`
      const { sentence } = await carry(hosts(), server, script)
      assert.is(sentence, `${server}: the script could not be started: ${fault}`)
      assert.equal(await isAtWork((code) => askOn(hosts(), server, code)), E.left(fault))
    })

  byOneWay("an ordinary user's task by the name of a run is no run", async () => {
    addDrifted(hosts(), 'NAMED', down)
    hosts().servers.plantTask('NAMED', 'ExchangeCompliance%200f8fad5b-d9cb-469f-a165-70867728950e.json')
    assert.equal(await isAtWork((code) => askOn(hosts(), 'NAMED', code)), E.right(false))
  })

  byOneWay('who may see no task is not told that there is none', async () => {
    addDrifted(hosts(), 'UNSEEN', down, { elevated: false })
    const answer = await isAtWork((code) => askOn(hosts(), 'UNSEEN', code))
    assert.match(E.isLeft(answer) ? answer.left : '', /^CONTOSO\\operator is no local administrator here/)
  })

  byOneWay('nothing is begun in a folder that an ordinary user has made', async () => {
    const script = addDrifted(hosts(), 'PLANTED', down, { planted: ['C:\\ProgramData\\ExchangeCompliance\\runs'] })
    const { sentence } = await carry(hosts(), 'PLANTED', script)
    assert.is(
      sentence,
      `PLANTED: the script could not be started: ${journal}\\runs belongs to ${ordinaryUser}, not to Administrators: see who made it, then remove it`
    )
  })
})
