import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import * as E from 'fp-ts/Either'
import { parseCommandLine } from '../audit/commandLine'
import { shortened } from '../reports/printable'
import { qualifiedName } from '../resources/connections/address'
import { explainSystemError, readText } from '../resources/connections/text'
import { refuse } from './deliver'
import { programName } from './help'
import { exampleServers, type NewServer, newStackText, serversIn } from './newStack'
import { root, stacksFolder, userPath } from './paths'
import { faultsOfStack } from './stackFaults'
import { isFile } from './stackFile'
import { parseStackText } from './stackText'
import { exitCodes, type Verb } from './verb'

const options = { from: { type: 'string' }, organization: { type: 'string' }, out: { type: 'string' } } as const
const usage = 'STACK [--from CSV] [--organization ENDPOINT] [--out FILE]'

const serversFrom = async (list: string | undefined): Promise<E.Either<string, ReadonlyArray<NewServer>>> => {
  if (list === undefined) return E.right(exampleServers)
  const text = await readText(userPath(list), list)()
  return E.isLeft(text) ? text : E.mapLeft((fault: string) => `${list} ${fault}`)(serversIn(text.right))
}

const write = async (file: string, text: string): Promise<string | null> => {
  try {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text, { flag: 'wx' })
    return null
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EEXIST'
      ? 'is there already; it was left as it is'
      : explainSystemError(error).replace('read', 'written')
  }
}

const next = (stack: string): string =>
  [
    `Next: ${programName} validate ${stack}`,
    `      ${programName} doctor --stack ${stack}`,
    `      ${programName} check --stack ${stack}`,
    ...(isFile(stack) ? [] : [`      ${programName} pulumi stack init ${stack}   (for pulumi preview and up)`]),
    ''
  ].join('\n')

export const init: Verb = {
  usage,
  about: [
    'Writes a commented stack file, stacks/Pulumi.STACK.yaml. It never overwrites a file.',
    'The CSV has a heading: name, and where wanted dag, site, connection (ssh, remoting, local, recorded), address, user,',
    'path. Commas, semicolons and tabs separate alike.'
  ].join('\n'),
  options: {
    '--from CSV': 'The list of servers; without it, one example.',
    '--organization ENDPOINT': "A server whose PowerShell endpoint gives the organization's facts, with its domain.",
    '--out FILE': 'Another file than stacks/Pulumi.STACK.yaml.'
  },
  examples: ['init production --from servers.csv'],
  run: async (words) => {
    const line = parseCommandLine(options, `init ${usage}`, words)
    if (E.isLeft(line)) return refuse(line.left)
    const { values, positionals } = line.right
    const [stack = '', ...more] = positionals
    if (!/^[\w.-]{1,100}$/.test(stack) || more.length > 0)
      return refuse('Name one stack of letters, digits, hyphens, dots and underscores: init STACK')
    const { organization = null } = values
    if (organization !== null && !qualifiedName.is(organization))
      return refuse(`--organization ${organization}: name the server with its domain, such as ex01.contoso.com`)
    const servers = await serversFrom(values.from)
    if (E.isLeft(servers)) return refuse(servers.left)
    const text = newStackText(servers.right, organization)
    const faults = faultsOfStack(parseStackText(text))
    const [first] = faults
    if (first !== undefined) {
      const more = faults.length > 1 ? `, and ${faults.length - 1} more` : ''
      return refuse(`Nothing was written: ${values.from ?? stack}: ${shortened(`${first.what}: ${first.why}`)}${more}`)
    }
    const file = values.out === undefined ? join(stacksFolder, `Pulumi.${stack}.yaml`) : userPath(values.out)
    const shown = values.out ?? relative(root, file)
    const fault = await write(file, text)
    if (fault !== null) return refuse(`${shown} ${fault}`)
    process.stdout.write(
      `${shown}: ${servers.right.length} ${servers.right.length === 1 ? 'server' : 'servers'}\n${next(values.out ?? stack)}`
    )
    return exitCodes.inOrder
  }
}
