// What opens and closes, what stands in the address, what is printed; and the beginning.
/**
 * @param {PageServer} server
 * @param {number | null} policy
 */
const openDetails = (server, policy) => {
  const close = make('button', { type: 'button', class: 'close' }, ['Close'])
  close.addEventListener('click', () => dialog.close())
  const name = policy === null ? '' : `: ${data.policies[policy]?.name ?? ''}`
  const change = policy === null ? undefined : server.changes?.[policy]
  dialog.replaceChildren(
    close,
    make('h2', { id: 'detail-title' }, [`${server.name}${name}`]),
    make('p', { class: 'meta' }, [placeText(server)]),
    ...(policy === null ? [make('p', { class: 'meta' }, [server.about])] : []),
    ...(change === undefined ? [] : [make('p', {}, [`Since the earlier report: ${change.text}`])]),
    ...detailsOf(server, policy)
  )
  const clicked = document.activeElement
  if (clicked instanceof HTMLButtonElement && body.contains(clicked)) focusOn(clicked)
  dialog.showModal()
  remember(server, policy)
}

dialog.addEventListener('close', () => remember(null, null))

// ---- What is shown stands in the address, to be shared

/**
 * @param {PageServer | null} server
 * @param {number | null} policy
 */
const remember = (server, policy) => {
  const set = Object.entries(wanted()).filter(([, value]) => value !== '')
  const passed = field('passed')
  const all = new URLSearchParams(set)
  if (passed instanceof HTMLInputElement && passed.checked) all.set('passed', 'yes')
  if (server !== null) all.set('server', server.name)
  if (policy !== null) all.set('show', data.policies[policy]?.name ?? '')
  history.replaceState(null, '', `#${all}`)
}

const restore = () => {
  const all = new URLSearchParams(location.hash.slice(1))
  for (const name of filterNames) field(name).value = all.get(name) ?? ''
  const passed = field('passed')
  if (passed instanceof HTMLInputElement) passed.checked = all.has('passed')
  show()
  const server = data.servers.find(({ name }) => name === all.get('server'))
  const policy = data.policies.findIndex(({ name }) => name === all.get('show'))
  if (dialog.open) dialog.close()
  if (server !== undefined) openDetails(server, policy < 0 ? null : policy)
}

// ---- Print: all that is filtered, with its findings; the table's rows too

const beforePrint = () => {
  addRows(rows.length)
  printed.replaceChildren(
    make('h2', {}, ['Findings']),
    ...rows
      .filter(({ findings }) => findings.length > 0)
      .map((server) =>
        make('section', {}, [
          make('h2', {}, [server.name]),
          make('p', { class: 'meta' }, [server.about]),
          ...server.findings.map(findingBlock)
        ])
      )
  )
  for (const details of printed.querySelectorAll('details')) details.open = true
  printed.hidden = false
}

const afterPrint = () => {
  printed.replaceChildren()
  printed.hidden = true
}

// ---- Begin

/**
 * @param {string} name
 * @param {ReadonlyArray<string | null>} values
 */
const offer = (name, values) => {
  const used = [...new Set(values)].flatMap((value) => (value === null ? [] : [value])).sort()
  field(name).append(...used.map((value) => make('option', { value }, [value])))
}

field('policy').append(...data.policies.map(({ name }) => make('option', { value: name }, [name])))
offer(
  'dag',
  data.servers.map(({ dag }) => dag)
)
offer(
  'site',
  data.servers.map(({ site }) => site)
)

const changed = () => {
  show()
  remember(null, null)
}
form.addEventListener('input', changed)
form.addEventListener('submit', (event) => event.preventDefault())
// A form is empty only after its event.
form.addEventListener('reset', () => setTimeout(changed))
more.addEventListener('click', () => {
  const shown = body.rows.length
  addRows()
  const next = body.rows[shown]?.querySelector('button')
  if (next != null) focusOn(next)
})
const matrix = byId('scrolled', HTMLDivElement)
matrix.addEventListener('scroll', () => {
  const left = matrix.scrollHeight - matrix.scrollTop - matrix.clientHeight
  if (left < matrix.clientHeight && !more.hidden) addRows()
})
addEventListener('hashchange', restore)
addEventListener('beforeprint', beforePrint)
addEventListener('afterprint', afterPrint)
restore()
