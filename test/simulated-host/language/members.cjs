// The members of values.
const { formatNumber } = require('./numbers.cjs')
const { fault, isList, isObject, kindOf, text, unknown } = require('./values.cjs')

/** What .NET takes for white space. */
const space = '[\\t-\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]'
const [spaceBefore, spaceAfter] = [new RegExp(`^${space}+`), new RegExp(`${space}+$`)]

/**
 * @param {unknown} value
 * @returns {value is string}
 */
const isText = (value) => typeof value === 'string'
/**
 * @param {unknown} value
 * @returns {value is string}
 */
const isPlain = (value) => isText(value) && /^[ -~]*$/.test(value)
/**
 * @param {unknown} value
 * @returns {value is number}
 */
const isCount = (value) => Number.isInteger(value)

/** @typedef {(...args: ReadonlyArray<unknown>) => unknown} Method */

const refused = (/** @type {ReadonlyArray<unknown>} */ args) =>
  unknown(`such arguments of a method: ${args.map(kindOf)}`)

/** @type {(act: () => unknown) => Method} */
const withNothing =
  (act) =>
  (...args) =>
    args.length === 0 ? act() : refused(args)

/** @type {(act: (one: string) => unknown) => Method} */
const withText =
  (act) =>
  (...args) => {
    const [one] = args
    return args.length === 1 && isText(one) ? act(one) : refused(args)
  }

/** @type {(act: (one: string, other: string) => unknown) => Method} */
const withTexts =
  (act) =>
  (...args) => {
    const [one, other] = args
    return args.length === 2 && isText(one) && isText(other) ? act(one, other) : refused(args)
  }

/** @type {(act: (one: number, other: number) => unknown) => Method} */
const withCounts =
  (act) =>
  (...args) => {
    const [one, other] = args
    return args.length === 2 && isCount(one) && isCount(other) ? act(one, other) : refused(args)
  }

/** @type {(value: string, part: string, by: 'toLowerCase' | 'toUpperCase') => boolean} */
const beginsWith = (value, part, by) => value[by]().startsWith(part[by]())

/** @type {(value: string) => Method} */
const startsWith = (value) => (part, comparison) => {
  if (comparison === 'OrdinalIgnoreCase' && isText(part)) {
    const [byLower, byUpper] = [beginsWith(value, part, 'toLowerCase'), beginsWith(value, part, 'toUpperCase')]
    return byLower === byUpper ? byLower : unknown(`whether ${value} begins with ${part}`)
  }
  if (comparison !== undefined || !isPlain(value) || !isPlain(part))
    return unknown(`whether ${value} begins with such a text`)
  return value.startsWith(part)
}

/** @param {string} value */
const substring = (value) =>
  withCounts((start, length) =>
    start < 0 || length < 0 || start + length > value.length
      ? fault('Index and length must refer to a location within the string.')
      : value.slice(start, start + length)
  )

/** @param {string} value */
const textMembers = (value) => ({
  Length: value.length,
  StartsWith: startsWith(value),
  Contains: withText((part) => value.includes(part)),
  Substring: substring(value),
  ToLowerInvariant: withNothing(() =>
    isPlain(value) ? value.toLowerCase() : unknown(`small letters of ${JSON.stringify(value)}`)
  ),
  Trim: withNothing(() => value.replace(spaceBefore, '').replace(spaceAfter, '')),
  TrimEnd: withNothing(() => value.replace(spaceAfter, '')),
  Replace: withTexts((old, replacement) =>
    old === '' ? fault('String cannot be of zero length.') : value.replaceAll(old, () => replacement)
  )
})

const instant = "yyyy-MM-dd'T'HH:mm:ss'Z'"

/** All times here are UTC. @param {Date} value */
const timeMembers = (value) => ({
  AddDays: (/** @type {number} */ days) => new Date(value.getTime() + days * 86_400_000),
  ToUniversalTime: withNothing(() => value),
  /** @type {Method} */
  ToString: (form, culture) =>
    form === instant && culture === 'invariant'
      ? value.toISOString().replace(/\.\d+/, '')
      : unknown(`the text of a time as ${form}`)
})

/** @type {(value: unknown) => unknown} */
const ownMembers = (value) => {
  if (isText(value)) return textMembers(value)
  if (value instanceof Date) return timeMembers(value)
  if (typeof value === 'number') return { ToString: (how = 'D') => formatNumber(value, how) }
  if (Array.isArray(value) || Buffer.isBuffer(value)) return { Count: value.length, Length: value.length }
  return isList(value) ? { Count: value.list.length, ...value } : value
}

/** @type {(names: Iterable<unknown>, name: string) => string | undefined} */
const nameIn = (names, name) => [...names].filter(isText).find((one) => one.toLowerCase() === name.toLowerCase())

/**
 * A hash table's entry goes before its own members.
 * @param {Map<unknown, unknown> & { isOrdered?: boolean }} table
 * @param {string} name
 * @param {boolean} isStrict
 */
const entry = (table, name, isStrict) => {
  const found = nameIn(table.keys(), name)
  if (found !== undefined) return table.get(found)
  if (name.toLowerCase() === 'count') return table.size
  // The others have them in an order of their own.
  if (name.toLowerCase() === 'keys' && (table.isOrdered || table.size < 2)) return { list: [...table.keys()] }
  if (
    /^(keys|values|syncroot|comparer|is\w+|get\w*|contains\w*|add|remove|clear|clone|tostring|equals|ps\w+)$/i.test(
      name
    )
  )
    return unknown(`the member ${name} of a hash table`)
  return isStrict ? fault(`The property '${name}' cannot be found on this object.`) : null
}

/** @type {(value: unknown, name: string, isStrict: boolean) => unknown} */
const member = (value, name, isStrict) => {
  if (value === null && !isStrict && /^(count|length)$/i.test(name)) unknown(`the ${name} of null`)
  if (value === null) return isStrict ? fault(`The property '${name}' cannot be found on this object.`) : null
  if (value instanceof Map) return entry(value, name, isStrict)
  const holder = ownMembers(value)
  const found = isObject(holder) ? nameIn(Object.keys(holder), name) : undefined
  if (!isObject(holder) || found === undefined) return unknown(`the member ${name} of ${kindOf(value)}`)
  return Reflect.get(holder, found)
}

/** @type {(holder: unknown, name: string, value: unknown) => void} */
const setMember = (holder, name, value) => {
  if (holder === null) return fault(`The property '${name}' cannot be found on this object.`)
  if (holder instanceof Map) return void holder.set(nameIn(holder.keys(), name) ?? name, value)
  const isOpen = isObject(holder) && !Array.isArray(holder) && !Buffer.isBuffer(holder)
  const found = isOpen ? nameIn(Object.keys(Object(holder)), name) : undefined
  if (found === undefined) return unknown(`the member ${name} of ${kindOf(holder)}`)
  Object.assign(Object(holder), { [found]: value })
}

/**
 * An entry of a hash table, by its key.
 * @type {(holder: unknown, key: unknown, value: unknown) => void}
 */
const setElement = (holder, key, value) => {
  if (!(holder instanceof Map) || !(isText(key) || isCount(key))) return unknown(`an element ${text(key)} to be set`)
  if (isText(key)) setMember(holder, key, value)
  else holder.set(key, value)
}

/** @type {(table: Map<unknown, unknown>, key: unknown) => unknown} */
const ofTable = (table, key) => {
  if (isCount(key)) return table.get(key) ?? null
  if (!isText(key)) return unknown(`an entry by ${kindOf(key)}`)
  return table.get(nameIn(table.keys(), key)) ?? null
}

/** @type {(values: unknown, key: unknown) => unknown} */
const element = (values, key) => {
  if (values === null) return fault('Cannot index into a null array.')
  if (values instanceof Map) return ofTable(values, key)
  if (typeof values === 'object' && 'Item' in values && typeof values.Item === 'function')
    return values.Item(key) ?? null
  if (!isCount(key)) return unknown(`an element by ${kindOf(key)}`)
  if (isText(values)) {
    const char = values.at(key)
    return char === undefined ? unknown('a place beyond a text') : { char: char.charCodeAt(0) }
  }
  if (isList(values)) return unknown('an element of a list')
  return Array.isArray(values) || Buffer.isBuffer(values)
    ? (values.at(key) ?? null)
    : unknown(`an element of ${kindOf(values)}`)
}

module.exports = { element, member, setElement, setMember }
