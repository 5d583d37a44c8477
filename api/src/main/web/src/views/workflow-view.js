/** One workflow, open. */
import { WorkflowConnection } from '../collaboration/workflow-connection.js'
import { WorkflowDocument } from '../document/workflow-document.js'
import { h } from '../dom.js'
import { creating } from '../route.js'
import { mark } from './brand.js'
import { jobList } from './job-list.js'
import { JobPanel, setKeepingCaret } from './job-panel.js'
import { peopleRow } from './people.js'
import { refusalPanel } from './refusal-panel.js'
import { statusPill } from './status.js'
import { toastArea } from './toast.js'

/** @returns {() => void} puts it away */
export function showWorkflow (root, workflowId) {
  const isNew = creating.of(workflowId)
  const connection = new WorkflowConnection(workflowId, isNew !== null)
  const { saved, awareness } = connection
  const workflow = new WorkflowDocument(connection.doc)
  const toasts = toastArea()
  let chosenId = ''

  const name = h('input', { id: 'workflow-name', class: 'workflow-title', type: 'text', maxLength: 200, spellcheck: false, autocomplete: 'off', placeholder: 'Untitled workflow', disabled: true })
  name.addEventListener('input', () => workflow.rename(name.value))
  const rail = jobList({
    onChoose: choose,
    onAdd: addJob
  })
  const panel = new JobPanel(workflow, awareness, remove)
  const noJobs = h('section', { class: 'empty' },
    h('p', {}, 'A workflow is made of jobs. This one has none yet.'),
    h('button', { type: 'button', class: 'primary', onclick: addJob }, 'Add the first job'))
  const status = statusPill(saved)
  const main = h('main', { class: 'workflow' })
  root.append(
    h('header', { class: 'bar' },
      h('a', { class: 'home', href: '#/', 'aria-label': 'All workflows', title: 'All workflows' }, mark()),
      h('h1', { class: 'title' }, h('label', { class: 'visually-hidden', for: 'workflow-name' }, 'Name of the workflow'), name),
      status,
      peopleRow(awareness)),
    main,
    toasts.area)

  function addJob () {
    choose(workflow.addJob(`Job ${workflow.jobs.length + 1}`))
    panel.name.select()
  }

  function choose (id) {
    chosenId = id
    show()
  }

  function remove (id) {
    const jobs = workflow.jobs
    const index = jobs.findIndex(job => job.id === id)
    if (index < 0) return
    chosenId = (jobs[index + 1] ?? jobs[index - 1])?.id ?? ''
    workflow.removeJob(id)
    toasts.show(`Removed “${jobs[index].name || 'Unnamed job'}”`, 'Undo', () => {
      workflow.removals.undo()
      choose(id)
    })
  }

  function show () {
    const jobs = workflow.jobs
    const chosen = jobs.find(job => job.id === chosenId) ?? jobs[0]
    chosenId = chosen?.id ?? ''
    if (awareness.getLocalState()?.job !== chosenId) awareness.setLocalStateField('job', chosenId)
    if (name.value !== workflow.name) setKeepingCaret(name, workflow.name)
    document.title = `${workflow.name || 'Untitled workflow'} · Weft`
    rail.show(jobs, chosenId, awareness)
    if (chosen) panel.show(chosen)
    showIn(main, rail.element, chosen ? panel.element : noJobs)
  }

  main.append(h('p', { class: 'note', role: 'status' }, 'Opening…'))
  let opened = false
  connection.on('synced', () => {
    if (opened) return
    opened = true
    name.disabled = false
    if (isNew) {
      creating.done()
      if (isNew.name) workflow.rename(isNew.name)
    }
    workflow.onChange(show)
    awareness.on('change', () => rail.show(workflow.jobs, chosenId, awareness))
    show()
  })
  connection.on('refused', reason => {
    name.disabled = true
    status.hidden = true
    main.replaceChildren(refusalPanel(reason, () => location.reload()))
  })
  const stopWarning = warnBeforeLosing(saved)
  connection.connect()

  return () => {
    stopWarning()
    panel.destroy()
    connection.destroy()
  }
}

/** Makes the elements the only children; what stands there already isn't touched, or it would lose the focus. */
function showIn (parent, ...elements) {
  const isShown = parent.children.length === elements.length && elements.every((element, index) => parent.children[index] === element)
  if (!isShown) parent.replaceChildren(...elements)
}

/** Closing the window loses what has not committed: the browser asks first. */
function warnBeforeLosing (saved) {
  const onBeforeUnload = event => {
    if (saved.outstanding > 0) event.preventDefault()
  }
  addEventListener('beforeunload', onBeforeUnload)
  return () => removeEventListener('beforeunload', onBeforeUnload)
}
