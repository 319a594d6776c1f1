// What generated snippets of PowerShell are made of.

/** Values as scripts write them: numbers, texts that look like numbers or don't, lists, tables, blocks, odd characters. */
export const atoms: ReadonlyArray<string> = [
  ...['0', '1', '2', '5', '-1', '10', '255', '2147483647', '2147483648', '4294967296', '0x10', '0x7FFFFFFF'],
  ...['0x80070005', '0xFFFFFFFF', '1kb', '1.5', '007', '1e3', '$true', '$false', '$null', "''", "' '", "'a'", "'A'"],
  ...["'b'", "'ab'", "'aXb'", "'a b'", "'a,b'", "'a.b'", "'0'", "'1'", "'10'", "'-1'", "'+3'", "'007'", "' 5 '"],
  ...["'1.0'", "'1,000'", "'0x10'", "'1kb'", "'1e3'", "'NaN'", "'True'", "'x1'", "'_'", "'-'", "'a*'", "'?'", "'[a]'"],
  ...["'it''s'", "'99999999999'", '"a`nb"', '"a`n"', '"`t"', '"a`0"', "'\u00fc'", "'\u00dc'", "'u\u0308'", "'\u00df'"],
  ...["'\u0130'", "'\u0131'", "'a\u200b'", "'\u0660'", "'\ud83d\ude00'", "'\u00a0'", '[char] 65', "[char] 'a'"],
  ...['@()', "@('')", '@($null)', '@(0)', '@(1)', '@(1, 2)', '@(1, 2, 1)', "@('a', 'b')", "@('a', 'B', 'a')"],
  ...["@('10', '9')", '@(@(1, 2), 3)', ',1', ',@(1)', '@(1, $null)', "@('a,b', 'c')", '@{}', '@{ a = 1 }'],
  ...["[ordered]@{ b = 1; a = 'x' }", '$x', '$y', '$list', '$table', '$nothing', '$missing', '$(1)', '$()', '$(1; 2)'],
  ...['$list[0]', '$list[-1]', '$list[9]', '$table.a', "$table['B']", '$table.none', '$list.Count', '$x.Length'],
  ...[
    "'abc'[1]",
    "'abc'.Length",
    '{ 1 }',
    '[string] 1',
    "[int] '5'",
    '[bool] 1',
    '$env:OS',
    '"$x"',
    '"$list"',
    '"$(1 + 1)"'
  ]
]

/** What scripts of ours are full of. */
export const usual: ReadonlyArray<string> = [
  ...['0', '1', '2', '5', '10', "'a'", "'A'", "''", "'ab'", "'10'", "'a,b'", '$true', '$false', '$null', '$x', '$y'],
  ...["@('a', 'b')", '@(1, 2)', '@()', '$list', '$list[0]', '$table.a', "$table['B']", '"$x y"', '$nothing', '"a`n"'],
  ...['[char] 65', "[int] '5'", '[string] 1', '$list.Count', "'abc'.Length", "@('x')", '$(1; 2)', '0x80070005']
]

export const binary: ReadonlyArray<string> = [
  ...['+', '-', '/', '%', '-eq', '-ne', '-lt', '-le', '-gt', '-ge', '-and', '-or', '-xor', '-contains'],
  ...['-notcontains', '-in', '-notin', '-like', '-notlike', '-match', '-split', '-join', '-band', '-bor', '-f', '-is'],
  ...[
    '-ceq',
    '-replace',
    ',',
    '-eq',
    '-eq',
    '-ne',
    '-gt',
    '+',
    '+',
    '-and',
    '-or',
    '-eq',
    '-contains',
    '+',
    '-f',
    '-lt',
    '-contains',
    '-split',
    '-join',
    '-band',
    '-like'
  ]
]

export const patterns: ReadonlyArray<string> = [
  ...["'^a$'", "'^\\w$'", "'^\\d+$'", "'^a\\z'", "'a|b'", "'.'", "'^.$'", "'[^ -~]'", "'[0-9]+'", "'(a)(b)?'", "''"],
  ...[
    "', '",
    "','",
    "'\\s'",
    "'^[0-9a-f-]{2}$'",
    "'x*'",
    "'(?=b)'",
    "'a{2}'",
    "'\\.'",
    "'\\\\'",
    "'B'",
    "'\\bA'",
    "'('"
  ]
]

export const texts: ReadonlyArray<string> = atoms.filter((one) => /^['"]/.test(one))

export const formats: ReadonlyArray<string> = [
  ...["'{0}'", "'{1}'", "'{0}{1}'", "'{{0}}'", "'{0,5}'", "'{0:D3}'", "'{0:x4}'", "'{0:X}'", "'{0:N2}'", "'{'", "'}'"],
  ...["'{0:d}|{0}'", "'a{0}b{{'"]
]

export const types: ReadonlyArray<string> = ['int', 'string', 'bool', 'char', 'string[]', 'switch', 'double', 'long']

export const isMembers: ReadonlyArray<string> = ['string', 'int', 'bool', 'object[]']
