// The table of servers and policies, and its filters.
// ---- Filters

const isCompared = data.servers.some(({ changes }) => changes !== null)
const filterNames = ['text', 'state', 'policy', 'dag', 'site', ...(isCompared ? ['change'] : [])]
const texts = data.servers.map(({ name, dag, site, version, findings }) =>
  [name, dag, site, version, ...findings.flatMap(({ title, why }) => [title, why])].join('\n').toLowerCase()
)

/** @returns {Record<string, string>} */
const wanted = () => Object.fromEntries(filterNames.map((name) => [name, field(name).value.trim()]))

/**
 * @param {PageServer} server
 * @param {Record<string, string>} filter
 */
const hasState = ({ state, cells }, filter) => {
  const policy = data.policies.findIndex(({ name }) => name === filter.policy)
  const inOrder = ['compliant', 'not-applicable', null]
  if (policy >= 0 && !filter.state && filter.change) return true
  if (policy >= 0)
    return filter.state
      ? cells[policy] === (cellOfState[filter.state] ?? filter.state)
      : !inOrder.includes(cells[policy] ?? null)
  if (filter.state === 'waived') return cells.includes('waived')
  return !filter.state || state === filter.state
}

/**
 * The places of the policies that changed in a way.
 * @param {PageServer} server
 * @param {string | undefined} change
 */
const changedIn = ({ changes }, change) =>
  change ? Object.entries(changes ?? {}).flatMap(([place, { kind }]) => (kind === change ? [Number(place)] : [])) : []

/**
 * @param {PageServer} server
 * @param {Record<string, string>} filter
 */
const hasChange = (server, filter) => {
  if (!filter.change) return true
  const policy = data.policies.findIndex(({ name }) => name === filter.policy)
  const places = changedIn(server, filter.change)
  return policy >= 0 ? places.includes(policy) : places.length > 0
}

const filtered = () => {
  const filter = wanted()
  const text = filter.text?.toLowerCase() ?? ''
  return data.servers.filter(
    (server, index) =>
      hasState(server, filter) &&
      hasChange(server, filter) &&
      (!filter.dag || server.dag === filter.dag) &&
      (!filter.site || server.site === filter.site) &&
      (text === '' || texts[index]?.includes(text))
  )
}

// ---- The matrix

/** @type {ReadonlyArray<PageServer>} */
let rows = []
/** @type {ReadonlyArray<number>} */
let columns = []
let body = make('tbody')

const columnsWanted = () => {
  const withPassed = field('passed')
  const all = withPassed instanceof HTMLInputElement && withPassed.checked
  const { policy: chosen, change } = wanted()
  const changed = new Set(data.servers.flatMap((server) => changedIn(server, change)))
  return data.policies.flatMap(({ passes, name }, index) =>
    all || !passes || name === chosen || changed.has(index) ? [index] : []
  )
}

/**
 * @param {PageServer} server
 * @param {number} policy
 */
const cellOf = (server, policy) => {
  const state = server.cells[policy]
  if (state == null) return make('td')
  const { name = '' } = data.policies[policy] ?? {}
  const change = server.changes?.[policy]
  const isAdvised = server.advised.includes(policy) && state !== 'not judged'
  const label = `${server.name}, ${name}: ${words[state] ?? state}${isAdvised ? ', advisory' : ''}${change === undefined ? '' : `, ${change.text}`}`
  const kind = change === undefined ? '' : ` is-${change.kind.replace(' ', '-')}`
  const attributes = {
    type: 'button',
    class: `cell ${state.replace(' ', '-')}${isAdvised ? ' advised' : ''}${kind}`,
    'aria-label': label,
    title: label,
    tabindex: '-1'
  }
  const button = make('button', attributes, [signs[state] ?? ''])
  button.addEventListener('click', () => openDetails(server, policy))
  return make('td', {}, [button])
}

const mostOfWrong = 140

/**
 * The titles of a server's open findings, as much of them as a row shows.
 * @param {PageServer} server
 */
const wrongOf = ({ findings }) => {
  const open = findings.filter(({ waiver }) => waiver === null)
  const advised = open.findIndex(({ isAdvisory }) => isAdvisory)
  const all = open.map(({ title }, index) => (index === advised ? `advisory: ${title}` : title)).join('; ')
  return all.length > mostOfWrong ? `${all.slice(0, mostOfWrong - 2)} …` : all
}

/** @param {PageServer} server */
const rowOf = (server) => {
  const name = make('button', { type: 'button', class: 'server', tabindex: '-1' }, [server.name])
  name.addEventListener('click', () => openDetails(server, null))
  const age = server.facts ?? 'not known'
  return make('tr', {}, [
    make('th', { scope: 'row' }, [name]),
    make('td', { class: `state ${server.state.replace(' ', '-')}` }, [serverWords[server.state] ?? '']),
    make('td', { class: 'wrong' }, [wrongOf(server)]),
    ...[server.dag ?? '', server.site ?? '', server.version ?? 'not known', age].map((text) =>
      make('td', { class: 'text' }, [text])
    ),
    ...columns.map((policy) => cellOf(server, policy))
  ])
}

const buttons = () => [...body.querySelectorAll('button')]

/** One of the table's buttons can be reached by Tab; arrow keys move from there. */
const keepOneReachable = () => {
  const [first] = buttons()
  if (first !== undefined && body.querySelector('[tabindex="0"]') === null) first.tabIndex = 0
}

/** @param {number} [count] */
const addRows = (count = rowsAtOnce) => {
  const shown = body.rows.length
  body.append(...rows.slice(shown, shown + count).map(rowOf))
  const left = rows.length - body.rows.length
  more.hidden = left === 0
  more.textContent = `Show more (${left} servers left)`
  keepOneReachable()
}

const heads = () =>
  make('thead', {}, [
    make('tr', {}, [
      ...['Server', 'State', 'What is wrong', 'DAG', 'Site', 'Version', 'Facts (UTC)'].map((text) =>
        make('th', { scope: 'col' }, [text])
      ),
      ...columns.map((policy) => {
        const { name = '', title = '' } = data.policies[policy] ?? {}
        return make('th', { scope: 'col', class: 'policy', title }, [make('span', {}, [name])])
      })
    ])
  ])

const show = () => {
  rows = filtered()
  columns = columnsWanted()
  body = make('tbody')
  table.replaceChildren(make('caption', {}, ['Servers by policies, worst first']), heads(), body)
  addRows()
  const waiting = data.policies.length - columns.length
  const folded = waiting === 0 ? '' : ` ${waiting} policies pass everywhere and are folded.`
  counted.textContent = `${rows.length} of ${data.servers.length} servers shown.${folded}`
}

/** @type {Readonly<Record<string, readonly [number, number]>>} */
const arrows = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }

table.addEventListener('keydown', (event) => {
  const move = arrows[event.key]
  const from = event.target instanceof Element ? event.target.closest('tbody button') : null
  const cell = from?.closest('th, td')
  const row = cell?.closest('tr')
  if (move === undefined || !(cell instanceof HTMLTableCellElement) || !(row instanceof HTMLTableRowElement)) return
  event.preventDefault()
  const [down, right] = move
  let line = row.sectionRowIndex + down
  if (line >= body.rows.length) addRows()
  for (let place = cell.cellIndex + right; line >= 0 && place >= 0; place += right) {
    const target = body.rows[line]?.cells[place]
    if (target === undefined) return
    const button = target.querySelector('button')
    if (button !== null) {
      focusOn(button)
      return
    }
    // Up and down pass over a server that this policy did not judge.
    if (right === 0) line += down
  }
})

/** @param {HTMLButtonElement} button */
const focusOn = (button) => {
  for (const other of body.querySelectorAll('[tabindex="0"]')) other.setAttribute('tabindex', '-1')
  button.tabIndex = 0
  button.focus()
}
