import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { windowsProgram } from '../../connections/windowsProgram'
import { withFolder } from './folders'
import { read, reasonOf } from './live'

const test = suite('programs of Windows')

const ssh = 'C:\\Windows\\System32\\OpenSSH\\ssh.exe'

const found: Readonly<Record<string, readonly [path: string, there: ReadonlyArray<string>, expected: string]>> = {
  'the first one of PATH': ['C:\\Git;D:\\Tools', ['C:\\Git\\ssh.exe', 'D:\\Tools\\ssh.exe'], 'C:\\Git\\ssh.exe'],
  'one in a folder in quotes': [
    '"C:\\Program Files\\Git";',
    ['C:\\Program Files\\Git\\ssh.exe'],
    'C:\\Program Files\\Git\\ssh.exe'
  ],
  'one on a share': ['\\\\tools\\bin', ['\\\\tools\\bin\\ssh.exe'], '\\\\tools\\bin\\ssh.exe'],
  "Windows' own where PATH has none": ['C:\\Git', [], ssh],
  "Windows' own where there is no PATH": ['', ['ssh.exe'], ssh],
  'never one in the folder where one stands': [
    '.;;bin;\\bin;C:bin',
    ['ssh.exe', 'bin\\ssh.exe', '\\bin\\ssh.exe', 'C:bin\\ssh.exe'],
    ssh
  ]
}

for (const [name, [path, there, expected]] of Object.entries(found))
  test(`found is ${name}`, () => {
    assert.is(
      windowsProgram('ssh.exe', path, ssh, (file) => there.includes(file)),
      expected
    )
  })

const onWindows = process.platform === 'win32' ? test : test.skip

onWindows('a program in the current folder that is called ssh is not run', () =>
  withFolder({}, async (folder) => {
    copyFileSync(process.execPath, join(folder, 'ssh.exe'))
    const before = process.cwd()
    process.chdir(folder)
    const connection = { type: 'ssh', host: '127.0.0.1', user: null, port: 9, config: null } as const
    const [reading] = await read([{ server: 'EX01', connection }])
    process.chdir(before)
    const reason = reasonOf(reading) ?? ''
    assert.ok(reason !== '' && !reason.includes('bad option'), reason)
  })
)

test.run()
