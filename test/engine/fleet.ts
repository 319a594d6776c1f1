import * as assert from 'uvu/assert'
import { createStack, type Ending, type Stack } from '../support/engine'
import { healthySections, type RecordedSections, recording } from '../support/server'

type Settings = Readonly<Record<string, unknown>>

const services = (broken: ReadonlyArray<string>, state: Readonly<Record<string, string>>): RecordedSections => ({
  services: Array.isArray(healthySections.services)
    ? healthySections.services.map((service) => (broken.includes(service.name) ? { ...service, ...state } : service))
    : []
})

/** Sections in which services are as a failed update leaves them. */
export const disabled = (...names: ReadonlyArray<string>): RecordedSections =>
  services(names, { status: 'Stopped', startType: 'Disabled' })

/** Sections in which services are enabled, but don't run. */
export const stopped = (...names: ReadonlyArray<string>): RecordedSections => services(names, { status: 'Stopped' })

/** Sections whose services could not be read. */
export const denied: RecordedSections = { services: { error: 'access denied' } }

/** The change of a service that a failed update disabled, as Pulumi writes it. */
export const change = (name: string): string => `~ ${name}: "Disabled, Stopped" => "Automatic, Running"`

/** Records servers, and lists them as the settings do: a name, and what differs from a healthy server. */
export const fleet = (stack: Stack, servers: Readonly<Record<string, RecordedSections>>) =>
  Object.entries(servers).map(([name, sections]) => ({
    name,
    connection: stack.record(`${name}.json`, recording(sections, name))
  }))

/** Takes servers into a new stack as they are; the run may end as it likes. */
export const enrolled = async (
  servers: Readonly<Record<string, RecordedSections>>,
  settings: Settings = {}
): Promise<{ readonly stack: Stack; readonly servers: ReturnType<typeof fleet>; readonly ending: Ending }> => {
  const stack = await createStack()
  const listed = fleet(stack, servers)
  stack.settings({ servers: listed, ...settings })
  const ending = await stack.pulumi('up', '--skip-preview', '--yes')
  return { stack, servers: listed, ending }
}

/** What a preview with --diff shows as changes of the servers: the marked lines of their update blocks. */
export const changesIn = ({ stdout }: Ending): ReadonlyArray<string> => {
  const blocks = stdout.split(/^(?= *[~+-]? *\w+:\w+:\w+: \()/m).filter((block) => /^ *~ .*\(update\)/.test(block))
  return blocks.flatMap((block) => {
    const [properties = ''] = block.split(/^ *--outputs:--$|^Resources:/m)
    return properties
      .split('\n')
      .filter((line) => /^ +[~+-] /.test(line))
      .slice(1)
      .map((line) => line.trim().replace(/\s+:/, ':'))
  })
}

/** The servers of which a preview with --diff shows an operation such as `update`, `create` or `delete`. */
export const serversUnder = (operation: string, { stdout }: Ending): ReadonlyArray<string> =>
  [...stdout.matchAll(/exchange:index:Server: \((\w+)\)[\s\S]*?:Server::(.*)\]$/gm)].flatMap(
    ([, shown, server = '']) => (shown === operation ? [server] : [])
  )

/** Whether a text holds another one, though its lines are broken elsewhere. */
export const assertHolds = (text: string, part: string): void =>
  assert.ok(text.includes(part) || text.replace(/\s+/g, ' ').includes(part), `"${part}" is missing in:\n${text}`)

export const assertLacks = (text: string, part: string): void =>
  assert.not.ok(text.includes(part), `"${part}" stands in:\n${text}`)

/** An operator is never shown the inside of the program. */
export const assertNoStackTrace = ({ all }: Ending): void => assert.not.match(all, /^\s+at .*[:(]/m)

/** How often a text stands in another. */
export const occurrences = (text: string, part: string): number => text.split(part).length - 1
