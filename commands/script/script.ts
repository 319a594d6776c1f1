import * as E from 'fp-ts/Either'
import { hostName } from '../../connections/address'
import { printable } from '../../kernel/printable'
import { isPluginThere, pluginMissing } from '../../stacks/commandPlugin'
import { askPulumi } from '../askPulumi'
import { calledAs, parseCommandLine } from '../commandLine'
import { byHand, plannedScript } from './plannedScript'

const usage = `Usage: ${calledAs('script')} [--stack NAME] [--config-file FILE] SERVER`
const options = { stack: { type: 'string' }, 'config-file': { type: 'string' }, help: { type: 'boolean' } } as const

const complain = (text: string): number => {
  process.stderr.write(`${printable(text)}\n`)
  return 1
}

const show = async (server: string, stack: string | undefined, file: string | undefined): Promise<number> => {
  // A preview can fail at its gate, and hold the script all the same.
  const { stdout, why } = await askPulumi(
    ...['preview', '--json', '--non-interactive'],
    ...(stack === undefined ? [] : ['--stack', stack]),
    ...(file === undefined ? [] : ['--config-file', file])
  )
  const script = plannedScript(server, stdout)
  const preview = `${calledAs('pulumi')} preview${stack === undefined ? '' : ` --stack ${stack}`}`
  if (E.isLeft(script)) return complain(`${server}: ${script.left}: ${why === '' ? `see what ${preview} says` : why}`)
  if (script.right === null) {
    if (!isPluginThere(process.env)) return complain(`${server}: ${pluginMissing}`)
    return complain(`${server}: pulumi up would run no script there; ${preview} says why`)
  }
  const { text, place } = script.right
  process.stdout.write(byHand(server, place) + text)
  return 0
}

const main = async (): Promise<number> => {
  const line = parseCommandLine(options, usage, process.argv.slice(2))
  if (E.isLeft(line)) return complain(line.left) + 1
  const { values, positionals } = line.right
  const [server = '', ...more] = positionals
  if (values.help === true) {
    process.stdout.write(`${usage}\n`)
    return 0
  }
  if (!hostName.is(server) || more.length > 0) return complain(`Name one server. ${usage}`) + 1
  return show(server, values.stack, values['config-file'])
}

void main().then((code) => {
  process.exitCode = code
})
