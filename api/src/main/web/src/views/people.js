/** Who else is here, and what I am called. */
import { h, showEach } from '../dom.js'
import { COLORS, loadPerson, savePerson } from '../identity.js'

/**
 * The row of people in the bar, with the form for one's own name and colour behind it.
 *
 * @param {import('y-protocols/awareness').Awareness} awareness
 */
export function peopleRow (awareness) {
  let me = loadPerson()
  const present = person => {
    me = person
    // The names that y-codemirror.next expects, for the carets in its editors.
    awareness.setLocalStateField('user', { ...person, colorLight: `${person.color}33` })
  }
  present(me)

  const row = h('ul', { class: 'people' })
  const count = h('span', { class: 'visually-hidden', role: 'status' })
  const settings = personForm(() => me, person => {
    savePerson(person)
    present(person)
  })
  const button = h('button', { class: 'people-button', type: 'button' }, row, count)
  button.setAttribute('popovertarget', settings.id)

  const show = () => {
    const people = peopleIn(awareness)
    showEach(row, people, person => person.id, () => h('li', { class: 'person' }), showPerson)
    const names = people.map(person => person.isMe ? `${person.name} (you)` : person.name).join(', ')
    count.textContent = people.length === 1 ? 'Only you are here. Change your name' : `${people.length} people are here: ${names}. Change your name`
    button.title = names
  }
  awareness.on('change', show)
  show()
  return h('div', { class: 'people-area' }, button, settings)
}

/**
 * Everybody in the document, oneself first; the tabs of one person count once.
 *
 * @returns {{ id: string, name: string, color: string, isMe: boolean, job: string | undefined, tabs: number }[]}
 */
export function peopleIn (awareness) {
  const people = new Map()
  for (const [clientId, state] of awareness.getStates()) {
    const user = state?.user
    if (typeof user?.name !== 'string') continue
    const isMe = clientId === awareness.clientID
    const id = String(user.id ?? clientId)
    const known = people.get(id)
    if (!known || isMe) {
      people.set(id, {
        id,
        name: user.name,
        color: /^#[0-9a-f]{6}$/i.test(user.color) ? user.color : COLORS.at(-1),
        isMe: isMe || Boolean(known?.isMe),
        job: state.job,
        tabs: (known?.tabs ?? 0) + 1
      })
    } else known.tabs++
  }
  return [...people.values()].sort((a, b) => b.isMe - a.isMe || a.name.localeCompare(b.name))
}

function showPerson (element, { name, color, isMe, tabs }) {
  element.textContent = initials(name)
  element.style.setProperty('--person', color)
  element.title = (isMe ? `${name} (you)` : name) + (tabs > 1 ? `, in ${tabs} windows` : '')
}

function initials (name) {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words
  return letters.map(word => [...word][0].toUpperCase()).join('') || '?'
}

function personForm (current, change) {
  const name = h('input', { id: 'person-name', type: 'text', maxLength: 40, autocomplete: 'nickname', spellcheck: false })
  name.addEventListener('input', () => name.value.trim() && change({ ...current(), name: name.value.trim() }))
  const colors = COLORS.map(color => {
    const radio = h('input', { type: 'radio', name: 'person-color', value: color, 'aria-label': `Colour ${color}` })
    radio.style.setProperty('--person', color)
    radio.addEventListener('change', () => change({ ...current(), color }))
    return radio
  })
  const form = h('form', { id: 'person-form', class: 'card', onsubmit: event => { event.preventDefault(); form.hidePopover() } },
    h('label', { for: 'person-name' }, 'Your name, as others see it'),
    name,
    h('fieldset', { class: 'colors' }, h('legend', {}, 'Your colour'), colors),
    h('div', { class: 'invite' },
      h('p', {}, 'Whoever opens this address edits with you.'),
      h('button', { type: 'button', onclick: copyLink }, 'Copy link')))
  form.popover = 'auto'
  form.addEventListener('toggle', ({ newState }) => {
    if (newState !== 'open') return
    name.value = current().name
    colors.forEach(radio => { radio.checked = radio.value === current().color })
    name.select()
  })
  return form
}

/** Copies this page's address without the token in it: that is for oneself only. */
async function copyLink ({ currentTarget: button }) {
  const link = new URL(location.href)
  link.searchParams.delete('token')
  await navigator.clipboard.writeText(link.href)
  button.textContent = 'Copied'
  setTimeout(() => { button.textContent = 'Copy link' }, 2000)
}
