/** The list of a project's workflows, and the form that makes a new one. */
import { uuidv4 } from 'lib0/random'
import { h, showEach } from '../dom.js'
import { projectId } from '../identity.js'
import { loadPermissions } from '../permissions.js'
import { getJson, Problem } from '../rest.js'
import { creating, workflowHash } from '../route.js'
import { timeAgo } from '../time-ago.js'
import { mark } from './brand.js'

const REFRESH_MILLIS = 5000
const NOTHING_YET = 'Nothing here yet. A workflow opens as soon as it is named, and everyone who is given its address can join.'

/** @returns {() => void} puts it away */
export function showList (root) {
  document.title = 'Weft'
  const name = h('input', {
    id: 'new-name', type: 'text', maxLength: 200, placeholder: 'Name of a new workflow', autocomplete: 'off', spellcheck: false
  })
  const entries = h('ul', { class: 'workflows' })
  const note = h('p', { class: 'note', role: 'status' }, 'Loading…')
  const heading = h('h1', { tabIndex: -1 }, 'Workflows')
  const form = h('form', { class: 'create', hidden: true, onsubmit: event => create(event, name.value) },
    h('label', { class: 'visually-hidden', for: 'new-name' }, 'Name of a new workflow'),
    name,
    h('button', { class: 'primary', type: 'submit' }, 'Create'))

  root.append(
    h('header', { class: 'bar list-bar' }, mark(), h('span', { class: 'wordmark' }, 'Weft')),
    h('main', { class: 'list' },
      heading,
      form,
      note,
      entries))

  const leaving = new AbortController()
  loadPermissions(({ mayCreate }) => {
    form.hidden = !mayCreate
    if (mayCreate && matchMedia('(pointer: fine)').matches) name.focus()
  }, leaving.signal)
  const refresh = () => refreshList(entries, note, leaving.signal)
  refresh()
  const timer = setInterval(() => document.hidden || refresh(), REFRESH_MILLIS)
  addEventListener('focus', refresh, { signal: leaving.signal })
  return () => {
    clearInterval(timer)
    leaving.abort()
  }
}

function create (event, name) {
  event.preventDefault()
  const workflowId = uuidv4()
  creating.start(workflowId, name.trim())
  location.hash = workflowHash(workflowId)
}

async function refreshList (entries, note, signal) {
  try {
    const { workflows } = await getJson(`/api/v1/projects/${projectId}/workflows`, signal)
    showEach(entries, workflows, workflow => workflow.id, createEntry, updateEntry)
    note.textContent = workflows.length > 0 ? '' : NOTHING_YET
    note.classList.remove('failed')
  } catch (problem) {
    if (signal.aborted) return
    if (!(problem instanceof Problem)) throw problem
    note.textContent = problem.message
    note.classList.add('failed')
  }
  note.hidden = note.textContent === ''
}

function createEntry (workflow) {
  return h('li', {},
    h('a', { href: workflowHash(workflow.id) },
      h('span', { class: 'name' }),
      h('span', { class: 'detail' })))
}

function updateEntry (entry, workflow) {
  entry.querySelector('.name').textContent = workflow.name || 'Untitled workflow'
  entry.querySelector('.detail').textContent = workflow.createdAt ? `created ${timeAgo(workflow.createdAt)}` : ''
}
