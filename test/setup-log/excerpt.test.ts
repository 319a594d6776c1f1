import * as fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { excerptOf } from '../../setup-log/excerpt'
import { beginning, errorLines, failing, logText, sectionOf } from '../support/setupLogs'

interface Given {
  readonly server: string
  readonly domain: string
  readonly user: string
  readonly organization: string
}

const logOf = ({ server, domain, user, organization }: Given) =>
  sectionOf(
    logText([
      ...beginning.map((line) =>
        line
          .replaceAll('EX01.contoso.example', `${server}.${domain}.com`)
          .replaceAll('CONTOSO\\admin', `${domain.toUpperCase()}\\${user}`)
          .replaceAll('dc1.contoso.example', `dc.${domain}.com`)
      ),
      `[2] Connecting \\\\${server.toUpperCase()}.${domain}.com\\share$ as ${user.toUpperCase()}@${domain}.com`,
      ...errorLines(
        `Microsoft.Exchange.Some.OddException: ${server.toLowerCase()} denies ${domain}\\${user.toUpperCase()} 'Database of Ann' at 10.2.3.4, S-1-5-21-1-2-3-500, CN=${user},CN=${organization},CN=Microsoft Exchange,CN=Services,DC=${domain},DC=com, C:\\Users\\${user}\\x.txt. Error code is 1603. (0x80070005)`,
        `Set-Some -Server ${server} -Url https://mail.${domain.toUpperCase()}.com/owa`,
        'SomeComponent___64b1bcd09a8046a4bb1adbd4a1be9d1f'
      ),
      ...failing
    ])
  )

/** Names as people give them; those that are words of the product can't be told from it. */
const name = fc.stringMatching(/^[q-z][a-z0-9]{1,4}[0-9][q-z]{2,5}$/)

test('no name of the organization survives, in any of its forms', () => {
  fc.assert(
    fc.property(fc.record({ server: name, domain: name, user: name, organization: name }), (given) => {
      const told = excerptOf(logOf(given)).toLowerCase()
      for (const one of Object.values(given)) assert.not.ok(told.includes(one.toLowerCase()), `${one}: ${told}`)
      for (const one of ['10.2.3.4', 's-1-5-21-1-2', 'of ann']) assert.not.ok(told.includes(one), one)
    })
  )
})

test('a name is replaced in any quotation marks and without, and the name of a parameter stays', () => {
  const log = sectionOf(
    logText([
      ...beginning,
      "[1] Command Line Parameter Name='preparead', Value=''.",
      '[1] Searching objects "MBXSERVER" of type "Server" under the root "EXCH16".',
      '[1] Asking MBXSERVER once more, and “mbxserver”.',
      ...errorLines(
        "X.OddException: The object 'MBXSERVER' isn't there. Cannot bind argument to parameter 'RequireSSL' because it is null.",
        'Get-ExchangeServer -Identity "MBXSERVER" -RequireSSL $null',
        'SomeComponent___64b1bcd09a8046a4bb1adbd4a1be9d1f'
      ),
      ...failing
    ])
  )
  const told = excerptOf(log)
  assert.not.match(told, /MBXSERVER|EXCH16/i)
  for (const kept of ["parameter 'RequireSSL'", '-RequireSSL $null', 'of type "Server"', "Name='preparead'"])
    assert.match(told, kept)
})

test('what makes a failure known stays, and a name has one replacement', () => {
  const told = excerptOf(logOf({ server: 'ex77', domain: 'fabrikam', user: 'jane', organization: 'Fab' }))
  for (const one of [
    'Microsoft.Exchange.Some.OddException',
    'SomeComponent___64b1bcd09a8046a4bb1adbd4a1be9d1f',
    '1603',
    '0x80070005',
    'Set-Some -Server server1',
    '15.2.1748.10',
    'Microsoft.Exchange.Some.Method',
    'C:\\Users\\user1',
    'domain1\\user1'
  ])
    assert.match(told, one)
})

test('a host at the end of a sentence is replaced, also where nothing else of the run is known', () => {
  const log = sectionOf(logText(['[1] [ERROR] The operation failed on odd77.fabrikam.local. This error is odd.']))
  assert.not.match(excerptOf(log), /odd77|fabrikam/i)
})

test('a virtual directory keeps its name, and its server is replaced', () => {
  const told = excerptOf(
    sectionOf(
      logText([
        ...beginning,
        ...errorLines(
          "A.OddException: object 'QX77\\Rpc (Default Web Site)' couldn't be found, mode 'Upgrade'",
          '$name = "Rpc"',
          'ClientAccessComponent___Rpc'
        ),
        ...failing
      ])
    )
  )
  assert.match(told, /'server\d\\Rpc \(Default Web Site\)'/)
  assert.match(told, /ClientAccessComponent___Rpc/)
  assert.match(told, /'Upgrade'/)
  assert.not.match(told, /QX77/)
})

test('what every organization has, parameters and virtual directories are no names', () => {
  const log = sectionOf(
    logText([
      "[0] Setup will use the domain controller 'DomainController.contoso.example'.",
      '[2] Used domain controller DomainController.contoso.example to write object CN=AdminSDHolder,CN=System,DC=contoso,DC=example.',
      ...errorLines(
        "X.Y: The object 'MAILSRV1\\OWA (Exchange Back End)' and MAILSRV1\\Odd77 (Default Web Site) of FABRIKAM\\jane are odd.",
        'Get-OwaVirtualDirectory "$x\\OWA (Exchange Back End)" -DomainController $RoleDomainController',
        'C___1'
      )
    ])
  )
  const told = excerptOf(log)
  for (const one of ['CN=AdminSDHolder,CN=System', '-DomainController $Role', '\\OWA (Exchange Back End)'])
    assert.ok(told.includes(one), `${one}: ${told}`)
  assert.not.match(told, /mailsrv1|jane|fabrikam|contoso/i)
  assert.not.match(told, /controller DomainController/)
})

test.run()
