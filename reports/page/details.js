// What is shown of one server's findings.

/** @param {string} text */
const copyText = async (text) => {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

/** @param {string} command */
const commandBlock = (command) => {
  const code = make('code', {}, [command])
  const said = make('span', { role: 'status' })
  const copy = make('button', { type: 'button', class: 'copy' }, ['Copy'])
  copy.addEventListener('click', async () => {
    if (await copyText(command)) said.textContent = 'Copied'
    else {
      getSelection()?.selectAllChildren(code)
      said.textContent = 'Selected: press Ctrl+C'
    }
  })
  return make('div', { class: 'command' }, [make('pre', { tabindex: '0' }, [code]), copy, said])
}

/** @param {number} place */
const resolutionBlock = (place) => {
  const found = data.resolutions[place]
  if (found === undefined) return make('div')
  /** @param {PageStep} step */
  const item = ({ text, shell, command }) =>
    make('li', {}, [
      text,
      ...(command === null ? [] : [make('div', { class: 'meta' }, [shell ?? '']), commandBlock(command)])
    ])
  const works = found.steps.filter(({ isLook }) => !isLook)
  const looks = found.steps.filter(({ isLook }) => isLook)
  const safe = found.link.startsWith('https://')
  return make('div', { class: 'do' }, [
    make('p', {}, [make('strong', {}, ['Do: ']), found.summary]),
    make('ol', {}, works.map(item)),
    ...(looks.length === 0
      ? []
      : [make('p', {}, ['Then look:']), make('ol', { start: String(works.length + 1) }, looks.map(item))]),
    ...found.ends.map((text) => make('p', {}, [text])),
    ...(safe ? [make('p', {}, [make('a', { href: found.link, rel: 'noreferrer' }, ['Read more at Microsoft'])])] : [])
  ])
}

/** @param {PageFinding} found */
const findingBlock = (found) => {
  const names = found.policies.map((place) => data.policies[place]?.name ?? '').join(', ')
  const changes = found.changes.map(({ path, actual, desired, evidence }) =>
    make('li', {}, [
      make('code', {}, [path]),
      ': ',
      make('span', { class: 'actual' }, [actual]),
      ' → ',
      make('span', { class: 'desired' }, [desired]),
      make(
        'ul',
        {},
        evidence.map((text) => make('li', {}, [text]))
      )
    ])
  )
  const kind = `${found.kind}${found.isAdvisory ? ' advised' : ''}`
  return make('article', { class: `finding ${found.waiver === null ? kind : 'waived'}` }, [
    make('h3', {}, [found.title]),
    make('p', { class: 'meta' }, [`${found.word} · ${names} · ${found.level}`]),
    ...(found.waiver === null ? [] : [make('p', {}, [make('strong', {}, ['Waived: ']), found.waiver])]),
    make('p', {}, [make('strong', {}, ['Why: ']), found.why]),
    ...found.resolutions.map(resolutionBlock),
    ...(changes.length === 0
      ? []
      : [make('details', {}, [make('summary', {}, ['Values and evidence']), make('ul', {}, changes)])]),
    ...(found.left === 0 ? [] : [make('p', {}, [`${found.left} more values are in the JSON report.`])])
  ])
}

/**
 * @param {PageServer} server
 * @param {ReadonlyArray<number>} places
 */
const passedBlock = (server, places) => {
  const lines = places.map((place) => {
    const { name = '', title = '' } = data.policies[place] ?? {}
    const state = server.cells[place] ?? ''
    const note = server.notes[place]
    return make('li', {}, [
      `${signs[state]} ${name}: ${title} (${words[state] ?? state})${note == null ? '' : `. ${note}`}`
    ])
  })
  return make('details', {}, [make('summary', {}, [`Without a finding (${lines.length})`]), make('ul', {}, lines)])
}

/**
 * @param {PageServer} server
 * @param {number | null} policy
 */
const detailsOf = (server, policy) => {
  const findings = server.findings.filter(({ policies }) => policy === null || policies.includes(policy))
  const covered = new Set(findings.flatMap(({ policies }) => policies))
  const rest = server.cells.flatMap((state, place) =>
    state !== null && !covered.has(place) && (policy === null || policy === place) ? [place] : []
  )
  const passed = passedBlock(server, rest)
  passed.open = findings.length === 0
  return [...findings.map(findingBlock), ...(rest.length === 0 ? [] : [passed])]
}

/** @param {PageServer} server */
const placeText = ({ dag, site, version, facts }) =>
  [dag, site, version, facts === null ? 'facts of unknown age' : `facts of ${facts} UTC`].filter(Boolean).join(' · ')
