// The values of the simulated PowerShell. Strings, booleans, null, arrays and buffers are JavaScript's own; a number is an
// Int32 where it is whole; a hash table is a Map, a character {char}, a given or missing switch {switch}, a script block
// {block}, a type {type}, and any other object one with members.

/**
 * An error that a script can catch, with the message that Windows or the script itself gives it.
 * @param {string} message
 */
const failure = (message) => ({ isFailure: true, message })
/** @type {(message: string) => never} */
const fail = (message) => {
  throw failure(message)
}

/**
 * An error of the language itself: PowerShell has other words for it, which nobody may look at.
 * @type {(message: string) => never}
 */
const fault = (message) => {
  throw { isFailure: true, isOwn: true, message }
}

/**
 * What the stand-in does not know: nothing in a script may catch it, or a step could pass that was never done.
 * @type {(what: string) => never}
 */
const unknown = (what) => {
  throw new Error(`The simulated host does not know ${what}.`)
}

/**
 * @param {unknown} value
 * @returns {value is object}
 */
const isObject = (value) => typeof value === 'object' && value !== null
/**
 * @param {unknown} value
 * @returns {value is { char: number }}
 */
const isChar = (value) => isObject(value) && 'char' in value && typeof value.char === 'number'
/**
 * @param {unknown} value
 * @returns {value is { switch: boolean }}
 */
const isSwitch = (value) => isObject(value) && 'switch' in value && typeof value.switch === 'boolean'
/**
 * @param {unknown} value
 * @returns {value is { list: Array<unknown> }}
 */
const isList = (value) => isObject(value) && 'list' in value && Array.isArray(value.list)
/**
 * @param {unknown} value
 * @returns {value is Array<unknown> | Buffer | { list: Array<unknown> }}
 */
const isEnumerable = (value) => Array.isArray(value) || Buffer.isBuffer(value) || isList(value)

/**
 * What is caught of an error.
 * @param {{ message: string, isOwn?: boolean }} error
 */
const errorRecord = ({ message, isOwn = false }) => ({
  isRecord: true,
  Exception: {
    get Message() {
      return isOwn ? unknown(`PowerShell's words for: ${message}`) : message
    },
    get InnerException() {
      return isOwn ? unknown(`what is behind PowerShell's own error: ${message}`) : null
    }
  }
})

/**
 * @param {unknown} value
 * @returns {value is ReturnType<typeof errorRecord>}
 */
const isRecord = (value) => isObject(value) && 'isRecord' in value && value.isRecord === true

/**
 * What a value is, for a sentence about what isn't known.
 * @param {unknown} value
 * @returns {string}
 */
const kindOf = (value) => {
  if (value instanceof Map) return 'a hash table'
  if (Array.isArray(value)) return 'an array'
  if (Buffer.isBuffer(value)) return 'bytes'
  return isObject(value) ? `an object of ${Object.keys(value)}` : `a ${value === null ? 'null' : typeof value}`
}

/**
 * A lone value as text; an array within an array has no text that is of use.
 * @param {unknown} value
 * @returns {string}
 */
const plainText = (value) => {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : unknown('the text of a fraction')
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (isChar(value)) return String.fromCharCode(value.char)
  if (isSwitch(value)) return value.switch ? 'True' : 'False'
  if (isRecord(value)) return value.Exception.Message
  return unknown(`the text of ${kindOf(value)}`)
}

/**
 * What goes down a pipeline one by one.
 * @param {unknown} value
 * @returns {Array<unknown>}
 */
const items = (value) => {
  if (value === undefined) return []
  if (Array.isArray(value)) return value
  if (Buffer.isBuffer(value)) return [...value]
  return isList(value) ? value.list : [value]
}

/**
 * @param {unknown} value
 * @returns {string}
 */
const text = (value) => (isEnumerable(value) ? items(value).map(plainText).join(' ') : plainText(value))

/**
 * @param {unknown} value
 * @returns {boolean}
 */
const truth = (value) => {
  if (isEnumerable(value)) {
    const all = items(value)
    if (all.length === 1 && isEnumerable(all[0])) unknown('whether a list in a list is true')
    return all.length > 1 || (all.length === 1 && truth(all[0]))
  }
  if (isChar(value)) return value.char !== 0
  if (isSwitch(value)) return value.switch
  return value !== null && value !== undefined && value !== false && value !== 0 && value !== ''
}

/**
 * What an expression that ran gives: nothing (which a pipeline doesn't see, as it does null), one value, or a list.
 * @param {ReadonlyArray<unknown>} values
 */
const gathered = (values) => (values.length === 0 ? undefined : values.length === 1 ? values[0] : values)

module.exports = {
  ...{
    errorRecord,
    fail,
    failure,
    fault,
    gathered,
    isChar,
    isEnumerable,
    isList,
    isObject,
    isRecord,
    isSwitch,
    items,
    kindOf
  },
  ...{ text, truth, unknown }
}
