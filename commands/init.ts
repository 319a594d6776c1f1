import { writeFile } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import * as E from 'fp-ts/Either'
import { qualifiedName } from '../connections/address'
import { readText } from '../connections/text'
import { counted } from '../kernel/counted'
import { shortened } from '../kernel/printable'
import { launcher } from '../stacks/launcher'
import { unwritten } from '../stacks/reportFiles'
import { parseCommandLine } from './commandLine'
import { refuse, say } from './deliver'
import { withMeantPath } from './meantPath'
import { faultsOfFiles } from './namedFiles'
import { exampleServers, type NewServer, newStackText, serversIn } from './newStack'
import { askForServers, type ListedServers } from './organizationServers'
import { root, stacksFolder, userPath } from './paths'
import { untilInterrupted } from './readStack'
import { faultsOfStack } from './stackFaults'
import { isFile } from './stackFile'
import { parseStackText } from './stackText'
import { doneOrNot, exitCodes, type Verb } from './verb'

const options = { from: { type: 'string' }, organization: { type: 'string' }, out: { type: 'string' } } as const
const usage = 'STACK [--from CSV] [--organization ENDPOINT] [--out FILE]'

const inExcel = 'in Excel as "CSV UTF-8 (Comma delimited)"'

/** Nobody reads more at once. */
const mostFaults = 20

const refuseAll = (faults: ReadonlyArray<string>): number => {
  for (const fault of faults.slice(0, mostFaults)) refuse(fault)
  return faults.length > mostFaults ? refuse(`and ${faults.length - mostFaults} more faults`) : exitCodes.unusable
}

const withoutDoubt = (servers: ReadonlyArray<NewServer>): ListedServers => ({ servers, doubt: null })

/** From a list, else from the organization, else an example. */
const serversFrom = async (
  list: string | undefined,
  endpoint: string | null
): Promise<E.Either<ReadonlyArray<string>, ListedServers>> => {
  if (list === undefined)
    return endpoint === null
      ? E.right(withoutDoubt(exampleServers))
      : E.mapLeft((fault: string) => [fault])(await askForServers(endpoint, untilInterrupted()))
  const text = await readText(userPath(list), list)()
  if (E.isLeft(text)) {
    const fault = await withMeantPath(text.left, list, userPath(list))
    return E.left([fault.replace(/save it as UTF-8$/, `$&, ${inExcel}`)])
  }
  return E.mapLeft((faults: ReadonlyArray<string>) => faults.map((fault) => `${list} ${fault}`))(serversIn(text.right))
}

const write = async (file: string, text: string): Promise<string | null> => {
  try {
    await writeFile(file, text, { flag: 'wx' })
    return null
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EEXIST'
      ? 'is there already; it was left as it is'
      : unwritten(error)
  }
}

/** As one word of a command line, for every shell that people use here. */
const word = (text: string): string => (/\s/.test(text) ? `"${text}"` : text)

const next = (stack: string): string =>
  [
    `Next: ${launcher} validate ${word(stack)}`,
    `      ${launcher} doctor --stack ${word(stack)}`,
    `      ${launcher} check --stack ${word(stack)}`,
    ...(isFile(stack) ? [] : [`      ${launcher} pulumi stack init ${stack}   (for pulumi preview and up)`]),
    'Its level is advisory: the gate passes whatever is found. For a gate in a pipeline, set enforcement: mandatory in it.',
    ''
  ].join('\n')

export const init: Verb = {
  usage,
  about: [
    'Writes a commented stack file, stacks/Pulumi.STACK.yaml, and nothing else. It never overwrites a file.',
    'The first line of the CSV names its columns: name (or server, computer, address, host, fqdn), and optionally dag, site,',
    'connection (ssh, remoting, local, recorded, captures), address, user, path. Other columns are not used. Without a path,',
    'a recording is ../recordings/NAME.json, and captures are ../recordings/NAME. The separator is a comma, a semicolon or',
    'a tab. In Excel, save the list as "CSV UTF-8 (Comma delimited)".',
    'With --organization and without --from, the organization is asked which servers it has. That needs Windows with',
    'PowerShell 5.1 or later, and an account in the role group View-Only Organization Management.'
  ].join('\n'),
  options: {
    '--from CSV': 'The list of servers; without it and without --organization, one example.',
    '--organization ENDPOINT': "A server whose PowerShell endpoint gives the organization's facts, with its domain.",
    '--out FILE': 'Another file than stacks/Pulumi.STACK.yaml.'
  },
  codes: doneOrNot('The file is written.', 'Nothing is written.'),
  examples: ['init production --from servers.csv', 'init production --organization ex01.contoso.com'],
  run: async (words) => {
    const line = parseCommandLine(options, `init ${usage}`, words)
    if (E.isLeft(line)) return refuse(line.left)
    const { values, positionals } = line.right
    const [stack = '', ...more] = positionals
    const inFile = /^Pulumi\.(.+)\.ya?ml$/i.exec(basename(stack))?.[1]
    if (inFile !== undefined) return refuse(`${stack} is the file of a stack: write its name, init ${inFile}`)
    if (!/^[\w.-]{1,100}$/.test(stack) || more.length > 0)
      return refuse(
        'Name one stack: init STACK. Its name may have letters, digits, hyphens, dots and underscores, but no space'
      )
    const { organization = null } = values
    if (organization !== null && !qualifiedName.is(organization))
      return refuse(`--organization ${organization}: name the server with its domain, such as ex01.contoso.com`)
    const listed = await serversFrom(values.from, organization)
    if (E.isLeft(listed)) return refuseAll(listed.left)
    const { servers, doubt } = listed.right
    const text = newStackText(servers, organization)
    const parsed = parseStackText(text)
    const faults = faultsOfStack(parsed)
    if (faults.length > 0)
      return refuseAll(
        faults.map(({ what, why }) => `Nothing was written: ${values.from ?? stack}: ${shortened(`${what}: ${why}`)}`)
      )
    const file = values.out === undefined ? join(stacksFolder, `Pulumi.${stack}.yaml`) : userPath(values.out)
    const shown = values.out ?? relative(root, file)
    const fault = await write(file, text)
    if (fault !== null) return refuse(`${shown} ${fault}`)
    if (doubt !== null) say(doubt)
    for (const { what, why } of (await faultsOfFiles(parsed)).slice(0, mostFaults)) say(`Still to do: ${what}: ${why}`)
    const what =
      servers === exampleServers ? 'with the example server EX01: replace it' : counted(servers.length, 'server')
    process.stdout.write(`Written: ${file} (${what})\n${next(values.out ?? stack)}`)
    return exitCodes.inOrder
  }
}
