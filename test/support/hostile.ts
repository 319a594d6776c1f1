import * as fc from 'fast-check'

/** Pieces by which a value could leave its quotes, its line or its reader's eyes. */
const pieces = [
  ...[
    "'",
    "''",
    '"',
    '`',
    '`n',
    '$()',
    '$(calc)',
    '$' + '{x}',
    ';',
    '|',
    '&',
    '#',
    '<#',
    '#>',
    '{',
    '}',
    '(',
    ')',
    '@'
  ],
  ...['\n', '\r\n', '\n\n', '\t', '\0', '\u0085', '\u2028', '\u2018', '\u2019', '\u201a', '\u201b', '\u201c', '\u201d'],
  ...[
    '\u202e',
    '\u2066',
    '\u200f',
    '\ufeff',
    '\ud800',
    '\u00d2',
    'ü',
    '漢',
    '😀',
    ' ',
    '\\',
    '--%',
    '*',
    '[',
    ']',
    '%',
    '<{%',
    '%}>'
  ],
  ...['calc', 'Remove-Item', 'exit', 'catch', "'@", "@'"]
]

/** Text that is made to break out, mixed with any other. */
export const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4, unit: 'binary' })), { maxLength: 12 })
  .map((parts) => parts.join(''))
