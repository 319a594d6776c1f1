import { faultsOfStack } from '../../commands/stackFaults'
import { parseStackText } from '../../commands/stackText'

const servers = ['  exchange-compliance:servers:', '    - name: EX01', '      connection: {type: ssh}']
export const file = (...lines: ReadonlyArray<string>): string => ['config:', ...servers, ...lines, ''].join('\n')

export const faultsIn = (text: string) =>
  faultsOfStack(parseStackText(text)).map(({ line, what, why }) => `${line} ${what} | ${why}`)
