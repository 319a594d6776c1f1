import { runScript } from './runScript'
import { judgingCodes, type Verb } from './verb'

export const restore: Verb = {
  usage: '[--stack NAME | --connection ssh|remoting|local] [--entry NUMBER] SERVER',
  about:
    "Lists what remediations have changed on a server, by the server's own journal. With an entry: the commands that\n" +
    'take it back. It changes nothing.',
  options: {
    '--stack NAME': 'The stack that says how the server is reached; else the selected one.',
    '--connection TYPE': 'How the server is reached: ssh, remoting or local.',
    '--user USER': 'The user, for ssh.',
    '--port PORT': 'The port, for ssh and remoting.',
    '--ssh-config FILE': 'Another configuration of the ssh client.',
    '--https': 'Remoting over https.',
    '--entry NUMBER': 'The entry of the journal to take back.'
  },
  codes: {
    0: 'The list or the commands are printed.',
    1: 'The journal could not be read, as of a recording, or has no such entry.',
    2: judgingCodes[2],
    130: 'It was interrupted.'
  },
  examples: ['restore EX01', 'restore EX01 --entry 3'],
  run: (words) => runScript('restore', words)
}
