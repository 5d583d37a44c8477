/**
 * Who this page is: to the server (token, project, session) and to the other people (name and colour).
 *
 * Token and project come from the page's own address, `/?token=…&project=…`. Without them the server decides: in dev mode it lets a guest
 * into the demo project.
 */
import { uuidv4 } from 'lib0/random'

const DEMO_PROJECT = '00000000-0000-4000-8000-000000000001'
const PERSON_KEY = 'weft.person'

/** Colours that are told apart on both themes and carry white text. */
export const COLORS = ['#0f766e', '#1d4ed8', '#7c3aed', '#be185d', '#b91c1c', '#b45309', '#4d7c0f', '#0e7490', '#6d28d9', '#475569']

const ADJECTIVES = ['Amber', 'Brisk', 'Calm', 'Deft', 'Early', 'Fleet', 'Gentle', 'Indigo', 'Lucid', 'Merry', 'Quiet', 'Silver']
const ANIMALS = ['Badger', 'Crane', 'Dormouse', 'Finch', 'Gecko', 'Heron', 'Ibis', 'Lynx', 'Marten', 'Otter', 'Spider', 'Wren']

const query = new URLSearchParams(location.search)

export const token = query.get('token') ?? ''
export const projectId = query.get('project') ?? DEMO_PROJECT

/** One for each page load: joins that a reconnect repeats are told from those of another tab by it. */
export const session = uuidv4()

/**
 * What others see of this person. The id tells that two tabs belong to one person; it is drawn at random and means nothing else.
 *
 * @typedef {{ id: string, name: string, color: string }} Person
 */

/** @returns {Person} as kept in this browser, or made up at the first visit */
export function loadPerson () {
  const kept = readKept()
  if (typeof kept?.id === 'string' && typeof kept.name === 'string' && COLORS.includes(kept.color)) {
    return { id: kept.id, name: kept.name, color: kept.color }
  }
  const person = { id: uuidv4(), name: nameInToken() || `${pick(ADJECTIVES)} ${pick(ANIMALS)}`, color: pick(COLORS) }
  savePerson(person)
  return person
}

/** @param {Person} person */
export function savePerson (person) {
  try {
    localStorage.setItem(PERSON_KEY, JSON.stringify(person))
  } catch {
    // Storage is switched off: the name lasts as long as the page.
  }
}

function readKept () {
  try {
    return JSON.parse(localStorage.getItem(PERSON_KEY) ?? 'null')
  } catch {
    return null
  }
}

function nameInToken () {
  return token.includes(':') ? token.slice(0, token.indexOf(':')) : ''
}

function pick (choices) {
  return choices[Math.floor(Math.random() * choices.length)]
}
