import { runScript } from './runScript'
import { judgingCodes, type Verb } from './verb'

export const collect: Verb = {
  usage: '(--stack NAME | --connection ssh|remoting|local) --out FOLDER [--ioc] [SERVER...]',
  about:
    'Reads servers and records their facts as files, for a baseline or an audit. It changes nothing on a server.\n' +
    'With --stack it takes the servers of a stack and their connections; names then choose among them.',
  options: {
    '--stack NAME': 'The stack whose servers are read, or its file.',
    '--connection TYPE': 'How the servers are reached: ssh, remoting or local.',
    '--user USER': 'The user, for ssh.',
    '--port PORT': 'The port, for ssh and remoting.',
    '--ssh-config FILE': 'Another configuration of the ssh client.',
    '--https': 'Remoting over https.',
    '--out FOLDER': 'Where the files go.',
    '--ioc':
      'Searches the logs of Exchange for traces of intruders, too, the newest first: at most 8 minutes and 8 GB of each server.'
  },
  codes: {
    0: 'All servers are recorded completely.',
    1: 'A server was not recorded, or only in part.',
    2: judgingCodes[2],
    130: 'It was interrupted.'
  },
  examples: [
    'collect --stack production --out baselines',
    'collect --connection ssh --out recordings EX01 EX02',
    'collect --stack production --ioc --out traces EX01'
  ],
  run: (words) => runScript('collect', words)
}
