import { atoms, binary, formats, isMembers, patterns, texts, types, usual } from './snippetParts'

/** Numbers that look random, the same in every run (a linear congruential generator). */
const chance = (seed: number) => {
  let state = seed
  return (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

type Make = () => string

const picker =
  (random: () => number) =>
  <A>(from: ReadonlyArray<A>): A => {
    const found = from[Math.floor(random() * from.length)]
    if (found === undefined) throw new Error('there is nothing to choose from')
    return found
  }

/** The makers of snippets by what they are about. */
const makers = (random: () => number): Readonly<Record<string, Make>> => {
  const pick = picker(random)
  const atom = (): string => pick(random() < 0.6 ? usual : atoms)
  /** A text or a list so many times must fit into memory. */
  const factor = (): string => pick(['0', '1', '2', '5', '-1', "'3'", "'a'", '$true', '$null', '$nothing', '@(2)'])

  const expression = (depth: number): string => {
    if (depth === 0) return atom()
    const inner = (): string => expression(depth - 1)
    return pick<Make>([
      () => `(${inner()} ${pick(binary)} ${inner()})`,
      () => `(${inner()} ${pick(binary)} ${inner()})`,
      () => `(${pick(['1', '2', '5', inner()])} * ${factor()})`,
      () => `(-not ${inner()})`,
      () => `@(${inner()})`,
      () => `$(${inner()})`,
      () => `([${pick(types)}] ${inner()})`,
      () => `(${pick(formats)} -f ${inner()})`,
      () => `"<${inner().replaceAll('"', '')}>$(${inner()})"`,
      atom
    ])()
  }

  const value = (): string => expression(random() < 0.6 ? 0 : 1)

  const text = (): string => pick([value(), pick(texts), pick(texts), pick(texts), `"$(${atom()})"`])

  const method = (): string =>
    pick<Make>([
      () => `(${text()}).StartsWith(${text()}${pick(['', ", 'OrdinalIgnoreCase'"])})`,
      () =>
        `(${text()}).Substring(${pick(['0', '1', '2', '9', '-1', atom()])}, ${pick(['0', '1', '3', '-1', atom()])})`,
      () => `(${text()}).Trim()`,
      () => `" $(${value()}) ".TrimEnd()`,
      () => `(${text()}).Replace(${text()}, ${text()})`,
      () => `(${value()}).ToString(${pick(["'X2'", "'x'", "'D4'", "'D'", ''])})`,
      () => `(${value()}).${pick(['Length', 'Count', 'a', 'Nothing', 'Keys'])}`,
      () => `[regex]::IsMatch(${text()}, ${pick(patterns)})`,
      () =>
        `[regex]::Replace(${text()}, ${pick(patterns)}, ${pick(["''", "'#'", "'$0$0'", "{ param($m) 'X' }", "{ param($m) $m.Value + '!' }"])})`,
      () => `$n = 7; [int]::TryParse(${text()}, [ref] $n); $n`,
      () => `(${value()})[${atom()}]`
    ])()

  const pipeline = (): string => {
    const source = pick<Make>([
      value,
      () => `@(${value()}, ${value()}, ${value()})`,
      () => `${atom()}, ${atom()}, ${atom()}`
    ])()
    const stage = (): string =>
      pick<Make>([
        () =>
          `ForEach-Object { ${pick(['$_', '$_; $_', '"<$_>"', 'if ($_ -eq 1) { return }; $_', '$x += 1', '$x = $_', '@($_)', '$null'])} }`,
        () =>
          `Where-Object { ${pick(['$_', '$_ -gt 1', "$_ -ne ''", '$null -ne $_', 'return $false', '$true', "$_ -like 'a*'"])} }`,
        () => `Select-Object -${pick(['First', 'Last'])} ${pick(['1', '2', '5', '0', '-1'])}`,
        () => `Sort-Object${pick(['', '', ' -Unique'])}`,
        () => 'Out-Null'
      ])()
    const stages = Array.from({ length: 1 + Math.floor(random() * 3) }, stage).join(' | ')
    return pick([
      `${source} | ${stages}; $x`,
      `$r = ${source} | ${stages}; $r`,
      `@(${source} | ${stages}).Count`,
      `$r = @(${source} | ${stages}); $r.Count; $r`
    ])
  }

  /** A table in itself has no end. */
  const unlessTable = (): string => {
    const found = value()
    return /\$table(?![.[])/.test(found) ? '$x' : found
  }

  const choice = (): string => pick(["'a'", "'A'", "'b'", '1', '5', "'1'", '$x', "'a*'", '$null', '$true'])

  const statement = (depth: number): string => {
    const inner = (): string => (depth === 0 ? value() : statement(depth - 1))
    return pick<Make>([
      () => `if (${value()}) { ${inner()} } else { ${inner()} }`,
      () => `if (${value()}) { 1 } elseif (${value()}) { ${inner()} }`,
      () =>
        `foreach ($i in ${value()}) { ${pick(['', 'continue; ', 'if ($i -eq 1) { continue }; ', "if ($i -eq 'a') { break }; "])}$i; ${inner()} }`,
      () => `try { ${inner()} } catch { 'caught' }`,
      () =>
        `try { ${inner()}; throw ${pick(["'no'", '5', '$x', '$list', "''", '"a $x"'])} } catch { $_.Exception.Message; "$_" } finally { 'end' }`,
      () => `try { throw 'first' } catch { ${inner()} }; $_`,
      () =>
        `$r = ${pick(['if ($true)', 'if ($false)', 'foreach ($i in 1, 2)', 'foreach ($i in $false)', 'foreach ($i in @())'])} { ${inner()} }; @($r).Count; $r`,
      () => `$r = try { ${inner()} } catch { 'c' }; $r`,
      () =>
        `switch (${pick([choice(), choice(), atom()])}) {\n${choice()} { 'one' }\n${choice()} { 'two'${pick(['', '; break', '; $_'])} }\n${pick(['', "default { 'none' }"])} }`,
      () => `$i = 0; while ($i -lt 3) { $i += 1; if ($i -eq ${atom()}) { ${pick(['break', 'continue'])} }; $i }`,
      () => `$r = ${value()}; $r ${pick(['=', '+='])} ${value()}; $r`,
      () => `$r = ${value()}; @($r).Count; $r | ForEach-Object { "[$_]" }`,
      () => `$table.${pick(['a', 'c'])} ${pick(['=', '+='])} ${unlessTable()}; $table.a; $table.Count`,
      () => `$table['${pick(['a', 'A', 'c'])}'] = ${unlessTable()}; $table['a']; $table['c']`,
      () => `${value()}; ${inner()}`
    ])()
  }

  const call = (): string =>
    pick<Make>([
      () =>
        `function f { param(${pick(['', '[string] ', '[int] ', '[bool] ', '[string[]] ', '[char] '])}$A, $B) $A; $B }; f ${argument()} ${argument()}`,
      () =>
        `function f { param(${pick(['[string] ', '[int] ', '[string[]] '])}$A) $A = ${value()}; $A }; f ${argument()}`,
      () =>
        `function f { param([switch] $S, $A) "$S|$A"; if ($S) { 1 }; -not $S }; f ${pick(['-S', '', '-S x', '-A 1 -S', '-s'])}`,
      () => `function f { ${statement(0)} }; $r = f; @($r).Count; $r`,
      () => `function f { ${pick(['$x = 9', '$list = 1', `return ${value()}`, '$x'])} }; f; $x`,
      () => `function f { return ${value()}; 'after' }; @(f).Count; f | ForEach-Object { "<$_>" }`,
      () => `function f { $r = @(); 1, 2 | ForEach-Object { $r += $_ }; $r.Count }; f`,
      () => `& { param($A) ${pick(['$A', '$x = $A; $x', '"$A"'])} } ${argument()}; $x`,
      () => `Write-Output ${argument()}`,
      () => `$b = { ${value()} }; & $b`,
      () =>
        `ConvertTo-Json -InputObject ${pick([`(${plain()})`, `([ordered]@{ a = ${plain()}; b = @(${plain()}) })`])} -Compress`
    ])()

  /** Windows PowerShell and PowerShell 7 write four characters in ways of their own, and a table has no order. */
  const plain = (): string => {
    const found = value()
    return /[<>&]|''|\$table(?![.[])/.test(found) ? '$list' : found
  }

  const argument = (): string => {
    const one = pick([
      atom(),
      `(${value()})`,
      'word',
      'a-b',
      '/x:y',
      '*S-1-5:(OI)',
      '5',
      '-5',
      '007',
      '-A 1',
      'a.b',
      "'q'",
      '"$x"',
      '1,2'
    ])
    return /[-+*/] |^\[/.test(one) && !one.startsWith('(') ? `(${one})` : one
  }

  const operation = (): string =>
    random() < 0.05 ? `${pick(['2', '-1', '255', value()])} * ${factor()}` : `${value()} ${pick(binary)} ${value()}`
  const patterned = (): string =>
    `${value()} ${pick(['-split', '-like'])} ${pick([...patterns, "'a*'", "'*b'", "'?'"])}`
  const formatted = (): string => `${pick(formats)} -f ${pick([value(), `${atom()}, ${atom()}`])}`
  const counted = (): string => `[${pick(types)}] ${value()}`
  const tested = (): string => `${value()} -is [${pick(isMembers)}]`

  return {
    operation,
    expression: () => expression(2),
    cast: counted,
    test: tested,
    pattern: patterned,
    format: formatted,
    method,
    pipeline,
    statement: () => statement(1),
    call
  }
}

/** A piece of PowerShell by itself, and whether it runs in strict mode. */
export interface Snippet {
  readonly kind: string
  readonly code: string
  readonly strict: boolean
}

const shares: Readonly<Record<string, number>> = {
  operation: 3_000,
  expression: 1_200,
  cast: 600,
  test: 150,
  pattern: 700,
  format: 500,
  method: 1_400,
  pipeline: 1_200,
  statement: 1_500,
  call: 1_200
}

/** Each snippet once, the same in every run. */
export const generateSnippets = (seed: number): ReadonlyArray<Snippet> => {
  const random = chance(seed)
  const make = makers(random)
  return Object.entries(shares).flatMap(([kind, count]) => {
    const codes = new Set<string>()
    for (let tries = 0; codes.size < count && tries < count * 20; tries += 1) {
      const code = make[kind]?.()
      if (code !== undefined) codes.add(code)
    }
    return [...codes].map((code) => ({ kind, code, strict: random() < 0.7 }))
  })
}
