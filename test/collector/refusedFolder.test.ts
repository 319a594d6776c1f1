import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readScript } from '../support/powershell'

/** By what the folders are found that setup's log names as refused. */
const refusedFolder = String.raw`(?<![^\r\n])(?>[^\r\n]*?(?<![\d.])1[36]03(?!\d))[^\r\n]*?([A-Za-z]:\\[^\r\n]{1,400})`

test('the folder that setup may not enter is found behind the error number, and the package before it is not', () => {
  const text = readScript('Get-ExchangeFacts.ps1')
  assert.ok(text.includes(`$pattern = '${refusedFolder}'`))
  // JavaScript has no atomic groups, which here only keep .NET from trying again.
  const pattern = refusedFolder.replace('(?>', '(?:')
  const folder = String.raw`C:\Program Files\Microsoft\Exchange Server\V15\FrontEnd\HttpProxy\owa\auth\15.1.2106`
  const named = (line: string): ReadonlyArray<string | undefined> =>
    [...line.matchAll(new RegExp(pattern, 'g'))].map(([, path]) => path)
  const told = String.raw`Product F:\exchangeserver.msi failed. Error code is 1603. The package's last error: 'No right to: ${folder}'.`
  assert.equal(named(told), [`${folder}'.`])
  assert.equal(named(`Fehler 1303. Kein Recht auf das Verzeichnis: ${folder}. Abbruch.`), [`${folder}. Abbruch.`])
  assert.equal(named(String.raw`Product F:\exchangeserver.msi failed. Error code is 1603.`), [])
  assert.equal(named(String.raw`The build 15.01.1603.003 is in C:\Setup`), [])
})

test.run()
