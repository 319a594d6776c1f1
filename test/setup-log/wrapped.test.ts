import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { wrapped } from '../../setup-log/wrapped'
import { beginning, failing, logText, sectionOf } from '../support/setupLogs'

const script = 'Install-Some -Name:"$name" -Args:"/s `"$file`"" -Where "A: "'
const raised = 'Microsoft.Exchange.Some.NotFoundException: "EX01": "x.y" fehlt.\n   bei A.B()'

/** The sentence around a script and what it raised, as it is built in several languages. */
const sentences: Readonly<Record<string, readonly [before: string, between: string, after: string]>> = {
  English: ['The following error was generated when "', '" was run: "', '".'],
  German: ['Der folgende Fehler wurde generiert, als "', '" ausgeführt wurde: "', '".'],
  French: [
    "L'erreur suivante est survenue pendant l'exécution de \u00ab\u00a0",
    '\u00a0\u00bb : \u00ab\u00a0',
    '\u00a0\u00bb.'
  ],
  Spanish: ['Se generó el siguiente error cuando se ejecutó "', '": "', '".'],
  Russian: ['Ошибка при выполнении "', '" команды: "', '".'],
  Chinese: ['运行\u201c', '\u201d时出现以下错误:\u201c', '\u201d。'],
  Japanese: ['\u300c', '\u300dの実行時に次のエラーが生成されました\uff1a\u300c', '\u300d。'],
  'a code page that nobody knows': [
    '\u00a1\u00b0',
    '\u00a1\u00b1\u00ca\u00b1: \u00a1\u00b0',
    '\u00a1\u00b1\u00a1\u00a3'
  ]
}

for (const [language, [before, between, after]] of Object.entries(sentences))
  test(`the script and what it raised, in ${language}`, () => {
    const found = wrapped(`${before}$error.Clear(); \n  ${script}\n\n${between}${raised}${after}`)
    assert.is(found.script?.split('\n')[0], script)
    assert.ok(found.raised.startsWith(raised), found.raised)
  })

test('what was raised without a type begins where the script ends', () => {
  for (const between of ['" was run: "', '" ausgeführt wurde: "'])
    assert.equal(wrapped(`Text "$error.Clear(); \n${script}\n${between}Nicht gefunden".`), {
      script,
      raised: 'Nicht gefunden'
    })
})

test('a plain error, and one that only quotes a script, have none', () => {
  for (const text of ['No access: "A.B.C: d"', `${'x'.repeat(400)} "$error.Clear(); a" was run: "A.B: c"`])
    assert.equal(wrapped(text), { script: null, raised: text })
})

test('one failure is told once, in any language', () => {
  for (const [language, [before, between, after]] of Object.entries(sentences)) {
    if (language.startsWith('a code page')) continue
    const message = '"EX01": "x.y" fehlt.'
    const log = sectionOf(
      logText([
        ...beginning,
        `[2] [ERROR] ${message}`,
        `[1] [ERROR] ${before}$error.Clear(); `,
        `~  ${script}`,
        '~',
        `~${between}Microsoft.Exchange.Some.NotFoundException: ${message}`,
        `   bei A.B.C(String name)${after}`,
        `[1] [ERROR] ${message}`,
        '[1] [ERROR-REFERENCE] Id=SomeComponent___1 Component=EXCHANGE14:\\Current',
        ...failing
      ])
    )
    assert.is(log.errors.length, 1, language)
    const [error] = log.errors
    assert.is(error?.script, script, language)
    assert.is(error?.component?.id, 'SomeComponent___1')
    assert.equal(
      error?.exceptions.map(({ type }) => type),
      ['Microsoft.Exchange.Some.NotFoundException']
    )
    assert.equal(error?.frames, ['A.B.C'])
  }
})

test.run()
