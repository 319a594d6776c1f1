// The members of values.
const { formatNumber } = require('./numbers.cjs')
const { fault, isList, isObject, kindOf, text, unknown } = require('./values.cjs')

/** What .NET takes for white space. */
const space = '[\\t-\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]'
const [spaceBefore, spaceAfter] = [new RegExp(`^${space}+`), new RegExp(`${space}+$`)]

const isText = (value) => typeof value === 'string'
const isPlain = (value) => isText(value) && /^[ -~]*$/.test(value)
const isCount = (value) => Number.isInteger(value)

/** A method that takes just these kinds of arguments. */
const method =
  (kinds, act) =>
  (...args) =>
    args.length === kinds.length && kinds.every((isKind, index) => isKind(args[index]))
      ? act(...args)
      : unknown(`such arguments of a method: ${args.map(kindOf)}`)

const beginsWith = (value, part, by) => value[by]().startsWith(part[by]())

const startsWith = (value) => (part, comparison) => {
  if (comparison === 'OrdinalIgnoreCase' && isText(part)) {
    const [byLower, byUpper] = [beginsWith(value, part, 'toLowerCase'), beginsWith(value, part, 'toUpperCase')]
    return byLower === byUpper ? byLower : unknown(`whether ${value} begins with ${part}`)
  }
  if (comparison !== undefined || !isPlain(value) || !isPlain(part)) unknown(`whether ${value} begins with such a text`)
  return value.startsWith(part)
}

const substring = (value) =>
  method([isCount, isCount], (start, length) =>
    start < 0 || length < 0 || start + length > value.length
      ? fault('Index and length must refer to a location within the string.')
      : value.slice(start, start + length)
  )

const textMembers = (value) => ({
  Length: value.length,
  StartsWith: startsWith(value),
  Contains: method([isText], (part) => value.includes(part)),
  Substring: substring(value),
  ToLowerInvariant: method([], () =>
    isPlain(value) ? value.toLowerCase() : unknown(`small letters of ${JSON.stringify(value)}`)
  ),
  Trim: method([], () => value.replace(spaceBefore, '').replace(spaceAfter, '')),
  TrimEnd: method([], () => value.replace(spaceAfter, '')),
  Replace: method([isText, isText], (old, replacement) =>
    old === '' ? fault('String cannot be of zero length.') : value.replaceAll(old, () => replacement)
  )
})

const ownMembers = (value) => {
  if (isText(value)) return textMembers(value)
  if (value instanceof Date) return { AddDays: (days) => new Date(value.getTime() + days * 86_400_000) }
  if (typeof value === 'number') return { ToString: (how = 'D') => formatNumber(value, how) }
  if (Array.isArray(value) || Buffer.isBuffer(value)) return { Count: value.length, Length: value.length }
  return isList(value) ? { Count: value.list.length, ...value } : value
}

const nameIn = (names, name) => [...names].find((one) => isText(one) && one.toLowerCase() === name.toLowerCase())

/** A hash table's entry goes before its own members. */
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

const member = (value, name, isStrict) => {
  if (value === null && !isStrict && /^(count|length)$/i.test(name)) unknown(`the ${name} of null`)
  if (value === null) return isStrict ? fault(`The property '${name}' cannot be found on this object.`) : null
  if (value instanceof Map) return entry(value, name, isStrict)
  const holder = ownMembers(value)
  const found = isObject(holder) ? nameIn(Object.keys(holder), name) : undefined
  return found === undefined ? unknown(`the member ${name} of ${kindOf(value)}`) : holder[found]
}

const setMember = (holder, name, value) => {
  if (holder === null) return fault(`The property '${name}' cannot be found on this object.`)
  if (holder instanceof Map) return void holder.set(nameIn(holder.keys(), name) ?? name, value)
  const isOpen = isObject(holder) && !Array.isArray(holder) && !Buffer.isBuffer(holder)
  const found = isOpen ? nameIn(Object.keys(holder), name) : undefined
  holder[found ?? unknown(`the member ${name} of ${kindOf(holder)}`)] = value
}

/** An entry of a hash table, by its key. */
const setElement = (holder, key, value) => {
  if (!(holder instanceof Map) || !(isText(key) || isCount(key))) unknown(`an element ${text(key)} to be set`)
  if (isText(key)) setMember(holder, key, value)
  else holder.set(key, value)
}

const ofTable = (table, key) => {
  if (isCount(key)) return table.get(key) ?? null
  if (!isText(key)) unknown(`an entry by ${kindOf(key)}`)
  return table.get(nameIn(table.keys(), key)) ?? null
}

const element = (values, key) => {
  if (values === null) return fault('Cannot index into a null array.')
  if (values instanceof Map) return ofTable(values, key)
  if (isObject(values) && 'Item' in values) return values.Item(key) ?? null
  if (!Number.isInteger(key)) unknown(`an element by ${kindOf(key)}`)
  if (isText(values)) {
    const char = values.at(key)
    return char === undefined ? unknown('a place beyond a text') : { char: char.charCodeAt(0) }
  }
  const list = isList(values) ? unknown('an element of a list') : values
  return typeof list.at === 'function' ? (list.at(key) ?? null) : unknown(`an element of ${kindOf(values)}`)
}

module.exports = { element, member, setElement, setMember }
