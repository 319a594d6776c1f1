// The beginning of the script of the HTML report; details.js, matrix.js and page.js follow it in the same script.
// Whatever a server sent is put in as text alone, never as markup.
/** @typedef {import('../pageData').PageData} PageData */
/** @typedef {import('../pageData').PageServer} PageServer */
/** @typedef {import('../pageData').PageFinding} PageFinding */
/** @typedef {import('../pageData').PageStep} PageStep */

/** @type {PageData} */
const data = JSON.parse(document.getElementById('data')?.textContent ?? '')
const rowsAtOnce = 50

/** @type {Readonly<Record<string, string>>} */
const signs = { drift: '✗', unknown: '?', compliant: '✓', 'not-applicable': '–', waived: 'w', 'not judged': '?' }
/** @type {Readonly<Record<string, string>>} */
const words = { 'not-applicable': 'not applicable' }
/** @type {Readonly<Record<string, string>>} */
const serverWords = {
  drifting: 'DRIFT',
  'not read': 'NOT READ',
  'not judged': 'UNJUDGED',
  waived: 'WAIVED',
  compliant: 'ok'
}
/**
 * What a cell is called where the filter asks for a server's state.
 * @type {Readonly<Record<string, string>>}
 */
const cellOfState = { drifting: 'drift', 'not read': 'unknown', 'not judged': 'not judged', waived: 'waived' }

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Readonly<Record<string, string>>} [attributes]
 * @param {ReadonlyArray<Node | string>} [children]
 */
const make = (tag, attributes = {}, children = []) => {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children)
  return element
}

/**
 * @template {Element} E
 * @param {string} id
 * @param {{ new (): E }} kind
 */
const byId = (id, kind) => {
  const element = document.getElementById(id)
  if (!(element instanceof kind)) throw new Error(`the page has no ${id}`)
  return element
}

const form = byId('filters', HTMLFormElement)
const table = byId('matrix', HTMLTableElement)
const more = byId('more', HTMLButtonElement)
const dialog = byId('detail', HTMLDialogElement)
const counted = byId('count', HTMLParagraphElement)
const printed = byId('printed', HTMLElement)

/** @param {string} name */
const field = (name) => {
  const found = form.elements.namedItem(name)
  if (found instanceof HTMLInputElement || found instanceof HTMLSelectElement) return found
  throw new Error(`the page has no field ${name}`)
}
