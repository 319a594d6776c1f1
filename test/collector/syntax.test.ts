import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { scripts as assembledScripts } from '../../toolchain/assembleCollector'
import {
  commandsIn,
  functionsOf,
  nodesOf,
  parsePowerShell,
  readScript,
  syntaxErrors,
  textsOf
} from '../support/powershell'

const collectors = ['Get-ExchangeFacts.ps1', 'Get-ExchangeOrganizationFacts.ps1']

const scripts = [...collectors, 'Get-JournalEntries.ps1']

/** What a collector may call besides its own functions: cmdlets that only read, or that only make objects. */
const allowed: Readonly<Record<string, ReadonlyArray<string>>> = {
  'Get-ExchangeFacts.ps1': [
    ...['Set-StrictMode', 'Write-Error', 'New-Object', 'ConvertTo-Json'],
    ...[
      'Get-Service',
      'Where-Object',
      'ForEach-Object',
      'Select-Object',
      'Sort-Object',
      '$netsh',
      '$collect',
      '$convert'
    ]
  ],
  'Get-ExchangeOrganizationFacts.ps1': [
    ...['Set-StrictMode', 'Write-Error', 'New-Object', 'ConvertTo-Json', 'Where-Object', 'ForEach-Object', '$collect'],
    ...['New-PSSessionOption', 'New-PSSession', 'Remove-PSSession', '$before', '$parameters', '$convert']
  ],
  'Get-JournalEntries.ps1': [
    ...['Set-StrictMode', 'Write-Error', 'New-Object', 'ConvertTo-Json'],
    ...['Where-Object', 'ForEach-Object', 'Select-Object', 'Sort-Object']
  ]
}

/** Methods that write, delete, start or send; WriteAllText, OpenStandardOutput and Write are looked at one by one. */
const writing =
  /^(Write\w*|Append\w*|Create\w*|Delete\w*|Set\w*|Move\w*|Copy\w*|Replace\w*|Start|Save\w*|Remove\w*|Kill)$/

const harmlessMethods = [
  'Append', // StringBuilder.Append
  'Copy', // Array.Copy
  'Create', // XmlReader.Create, PowerShell.Create
  'Delete', // what was to become OutFile
  'Move', // OutFile
  'Replace', // Regex.Replace, String.Replace, OutFile
  'WriteAllText', // OutFile
  'WriteLine', // Console.Error
  'Write', // standard output
  'StartsWith'
]

for (const name of scripts) {
  const text = readScript(name)

  test(`${name} is PowerShell without a syntax error`, async () => {
    assert.equal(syntaxErrors(await parsePowerShell(text)), [])
    assert.is((await parsePowerShell(text)).hasError, false)
  })

  test(`${name} has no syntax that Windows PowerShell 5.1, or the 2.0 that must report itself, can't parse`, async () => {
    const script = await parsePowerShell(text)
    assert.equal(textsOf(script, 'pipeline_chain_tail', 'class_statement', 'enum_statement', 'empty_statement'), [])
    const operators = textsOf(script, 'comparison_operator').map((operator) => operator.toLowerCase())
    assert.equal(
      operators.filter((operator) => ['-in', '-notin', '-shl', '-shr'].includes(operator)),
      []
    )
    assert.equal(
      textsOf(script, 'command_parameter').filter((one) => /^-(Parallel|AsHashtable|NoEnumerate)$/i.test(one)),
      []
    )
    assert.not.match(text, /^#requires|^using |\[Parameter\(\w+\)\]|\$PSStyle|\$IsWindows|::new\(/im)
  })

  test(`${name} calls only what reads`, async () => {
    const script = await parsePowerShell(text)
    const own = [...functionsOf(script).keys()]
    const foreign = commandsIn(script).filter((command) => !own.includes(command))
    assert.equal([...new Set(foreign.filter((command) => !allowed[name]?.includes(command)))], [])
    assert.equal(
      allowed[name]?.filter((command) => !foreign.includes(command)),
      [],
      'allowed, but not used'
    )
    const methods = nodesOf(script, 'invokation_expression').flatMap((call) => textsOf(call, 'member_name').slice(-1))
    const suspicious = methods.filter((method) => writing.test(method) && !harmlessMethods.includes(method))
    assert.equal([...new Set(suspicious)], [])
  })

  test(`${name} writes no file but OutFile`, () => {
    const writes = text.match(/.*WriteAllText.*/g) ?? []
    assert.equal(
      writes.map((line) => line.trim()),
      collectors.includes(name) ? ['[IO.File]::WriteAllText($unfinished, $json, $utf8)'] : []
    )
    const files = text.match(/\[IO\.File\]::(?:Move|Replace|Delete)\([^)]*\)/g) ?? []
    const own = ['Replace($unfinished, $file, [NullString]::Value)', 'Move($unfinished, $file)', 'Delete($unfinished)']
    assert.equal(files, collectors.includes(name) ? own.map((call) => `[IO.File]::${call}`) : [])
    assert.not.match(text, /'(?:Write|ReadWrite|Append|OpenOrCreate|Truncate|CreateNew)'|OpenSubKey\([^)]*\$true/)
    assert.not.match(text, /(^|[^2])>\s*[^\s=)]*\$|Out-File|Set-Content|Add-Content|Export-/m)
  })

  test(`${name} compares texts alike in all cultures`, () => {
    const calls = text.match(/\.(?:StartsWith|EndsWith|IndexOf|LastIndexOf|Compare|CompareTo)\(.*/g) ?? []
    assert.equal(
      calls.filter((call) => !/^[^\n]*?(?:\[char\]|Ordinal|\$ordinal)/.test(call)),
      []
    )
    assert.not.match(text, /\.To(?:Upper|Lower)\(|Sort-Object -Unique|Get-Unique/i)
  })

  test(`${name} lets nothing stand beside its answer`, () => {
    for (const preference of ['Warning', 'Information'])
      assert.match(text, new RegExp(`^\\$${preference}Preference = 'SilentlyContinue'$`, 'm'))
  })

  test(`${name} asks nothing, and shows no progress`, () => {
    assert.not.match(text, /Read-Host|Get-Credential|Mandatory|PromptForChoice|ReadLine/i)
    assert.match(text, /^\$ProgressPreference = 'SilentlyContinue'$/m)
    assert.match(text, /ConvertTo-Json -InputObject \$document -Depth 10 -Compress/)
  })

  test(`${name} compares no text that Windows may have translated`, () => {
    const patterns = [...text.matchAll(/\[regex\]::(?:Match|Matches|IsMatch)\([^,]+, '((?:[^']|'')*)'\)/g)]
    const known: ReadonlyArray<string> = [
      String.raw`^\d+(\.\d+){3}$`,
      String.raw`\s((?:\[[^\]\s]+\]|[^\s:]+):\d{1,5})\s*$`,
      String.raw`\s([0-9A-Fa-f]{40})\s*$`,
      String.raw`^(\[[^\]]*\]|[^:]*):(\d{1,5}):(.*)$`,
      String.raw`^(\[[0-9A-Fa-f:.%]{2,60}\]|[^\s"<>|&:\x00-\x1f]{1,255}):([0-9]{1,5})\z`,
      String.raw`^\{[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}`,
      String.raw`^[A-Za-z0-9_ .-]{1,120}\z`,
      String.raw`\s(\{[0-9A-Fa-f-]{36}\})\s*$`,
      String.raw`:\s+([A-Za-z0-9_ .-]{1,120}?)\s*$`,
      String.raw`^[0-9]{1,4}\z`,
      String.raw`\A32[0-9]{4}(?:\.[0-9]{1,9})?\z`,
      '^[1-9][0-9]{0,8}$',
      String.raw`^(0|[1-9][0-9]{0,8})\z`,
      String.raw`^[^"<>|?*\x00-\x1f]{0,260}`,
      String.raw`^\.?\w`,
      String.raw`^[A-Za-z]:\\$|^.*[^\\. ]`,
      String.raw`^\\[^\\]`,
      String.raw`\\(\d+(\.\d+)+|Current)$`,
      String.raw`^([A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+,)+\z`,
      // Exchange's own head of an error, alike in all languages.
      String.raw`\[(?:ClientAccessServer=[^,\]]*,BackEndServer|Server)=([A-Za-z0-9_.-]+),`,
      String.raw`Role\z`,
      String.raw`\A[A-Za-z]:\\[^\x00-\x1f"<>|?*]*\z`,
      String.raw`\A[a-z][a-z0-9-]*(, [a-z][a-z0-9-]*)*\z`,
      String.raw`\A[A-Za-z0-9][\w .$-]{0,79}(, [A-Za-z0-9][\w .$-]{0,79})*\z`,
      String.raw`\AS-1-[0-9-]{1,180}\z`,
      // Exchange's own form of a request for the state of a component.
      String.raw`\A[1-9][0-9]{0,3}:([A-Za-z]{1,20}|[0-9]):([0-9]{1,18})(:|\z)`,
      // Exchange's own names of resources and of their thresholds.
      '([A-Za-z]{1,20})=([0-9]{1,15})',
      String.raw`\A([A-Za-z]{1,60})(?:\[(.{1,500})\])?\z`,
      String.raw`\A15\.[1-9]`,
      // Names and forms of the directory, alike in all languages.
      String.raw`\Aotherwellknownobjects(?:;range=[0-9]{1,9}-([0-9]{1,9}|\*))?\z`,
      String.raw`\AB:32:([0-9A-Fa-f]{32}):([\s\S]+)\z`,
      String.raw`,CN=HTTP,CN=Protocols,CN=([^,\\]{1,200}),CN=Servers,`,
      String.raw`\ACN=NTDS Settings,CN=([^,]{1,200}),CN=Servers,CN=([^,]{1,200}),CN=Sites,`,
      String.raw`\Amember;range=`,
      String.raw`(?i)DC=[^,]+(,DC=[^,]+)*\z`,
      // The number of an article in the name of a package.
      '(?<![A-Za-z0-9])[Kk][Bb]([0-9]{5,9})(?![0-9])',
      // A variable in a path of a configuration file.
      '%(?![0-9A-Fa-f]{2})[A-Za-z_][0-9A-Za-z_() ]*%',
      // Names of types, methods and products, numbers and paths in records of events, and folders named after a build.
      '\\A[A-Za-z_][\\w.+`]{0,200}(Exception|Error)\\z',
      String.raw`\A/LM/W3SVC/[0-9]{1,10}/ROOT`,
      String.raw`\A[^\s?]{0,200}?(?=(-[0-9]+){0,2}\z)`,
      String.raw`\A[0-9]{4,6}\z`,
      String.raw`\b(FbaModule\.ParseCadataCookies|HMACProvider\.GetCertificates)\b`,
      String.raw`\A(\[[0-9A-Fa-f:.%]{2,60}\]|[^\s\\/:]{1,255}):[0-9]{1,5}\z`,
      String.raw`\A([0-9A-F]{2}){4,4000}\z`,
      String.raw`\A[A-Za-z]:\\`,
      String.raw`\bExchange\b`,
      String.raw`\A[0-9]{1,9}\z`,
      String.raw`\A%%([0-9]{1,9})\z`,
      String.raw`[A-Za-z][\w.-]{1,200}, Version=`,
      String.raw`\A(?:[2-7][0-9A-F]00){2,256}(?=0000|\z)`,
      String.raw`\A[A-Za-z]:\\[^\x00-\x1f"<>|?*:]{1,500}\z`,
      String.raw`\A([0-9]{1,6}(\.[0-9]{1,6}){2,3}|[Cc]urrent)\z`,
      // How the names of pages end that a web server runs.
      String.raw`(?i)\.(aspx|ashx|asmx|asp|php|svc|soap|rem|cshtml|vbhtml)\z`,
      // Exchange's own form of a version.
      String.raw`^Version (\d+)\.(\d+) \(Build (\d+)\.(\d+)\)`
    ]
    assert.equal(
      patterns.map(([, pattern]) => pattern ?? '').filter((pattern) => !known.includes(pattern)),
      []
    )
    assert.is(text.match(/\[regex\]::(?!Replace)/g)?.length, patterns.length)
    assert.not.match(text, /\s-c?i?(?:not)?(?:match|like)\b|-switch\b|Select-String/i)
    const searched = [...text.matchAll(/\.(?:Contains|IndexOf|LastIndexOf|StartsWith|EndsWith)\('([^']{4,})'/g)]
    assert.equal(
      searched.map(([, part]) => part),
      []
    )
  })

  test(`${name} is ASCII, within 120 columns, has its help, and ends with an exit code`, () => {
    assert.match(text, /^[\t\n\x20-\x7e]*$/)
    assert.is(Math.max(...text.split('\n').map(({ length }) => length)) <= 120, true)
    assert.match(text, /^<#\n\.SYNOPSIS\n/)
    for (const part of ['DESCRIPTION', 'OUTPUTS', 'EXAMPLE']) assert.ok(text.includes(`\n.${part}\n`), part)
    assert.is(text.includes('\n.PARAMETER OutFile\n'), collectors.includes(name))
    // Read from standard input line by line, a block runs only when an empty line follows it.
    assert.match(text, /\n\nexit \$exitCode\n$/)
  })

  test(`${name} stays whole when read from standard input: no empty line parts a block from what belongs to it`, () => {
    assert.not.match(text, /\}\n\n+(?:else|elseif|catch|finally)\b/)
  })

  test(`${name} checks its needs before all else`, () => {
    const check = text.indexOf('if ($lack -ne')
    for (const later of ['Set-StrictMode', 'New-Object', '[ordered]', 'ConvertTo-Json'])
      assert.ok(text.indexOf(later, text.indexOf('#>')) > check, later)
  })
}

test('the grammar refuses what only PowerShell 7 knows', async () => {
  for (const text of ['$a ?? $b', '$a ? 1 : 2', '$a?.b', '$a ??= 1'])
    assert.is((await parsePowerShell(text)).hasError, true, text)
  assert.equal(textsOf(await parsePowerShell('a && b'), 'pipeline_chain_tail').length, 1)
})

test('every script of the collector is tested here', () => {
  assert.equal(Object.keys(assembledScripts).sort(), scripts)
})

test.run()
