/** One workflow, open. */
import { WorkflowConnection } from '../collaboration/workflow-connection.js'
import { WorkflowDocument } from '../document/workflow-document.js'
import { WorkflowErrors } from '../document/workflow-errors.js'
import { h } from '../dom.js'
import { loadPermissions } from '../permissions.js'
import { creating } from '../route.js'
import { saveVersion } from '../versions/save-version.js'
import { WorkflowVersions } from '../versions/workflow-versions.js'
import { mark } from './brand.js'
import { jobList } from './job-list.js'
import { JobPanel, markInvalid, setKeepingCaret } from './job-panel.js'
import { peopleRow } from './people.js'
import { problemPanel, PROBLEMS_ID } from './problem-panel.js'
import { refusalPanel } from './refusal-panel.js'
import { statusPill } from './status.js'
import { toastArea } from './toast.js'
import { versionBar } from './version-bar.js'
import { VersionsDialog } from './versions-dialog.js'

const NOTHING = { problems: [], detail: '' }

/** @returns {() => void} puts it away */
export function showWorkflow (root, workflowId) {
  const isNew = creating.of(workflowId)
  const connection = new WorkflowConnection(workflowId, isNew !== null)
  const { saved, awareness } = connection
  const workflow = new WorkflowDocument(connection.doc)
  const errors = new WorkflowErrors(connection.doc)
  const versions = new WorkflowVersions(workflowId)
  const toasts = toastArea()
  const leaving = new AbortController()
  let permissions = { mayEdit: false, maySave: false }
  /** What this person's last attempt to save a version was told, and nobody else. */
  let told = NOTHING
  let chosenId = ''

  const name = h('input', { id: 'workflow-name', class: 'workflow-title', type: 'text', maxLength: 200, spellcheck: false, autocomplete: 'off', placeholder: 'Untitled workflow', disabled: true })
  name.addEventListener('input', () => workflow.rename(name.value))
  const rail = jobList({
    onChoose: choose,
    onAdd: addJob
  })
  const panel = new JobPanel(workflow, awareness, remove)
  const addFirst = h('button', { type: 'button', class: 'primary', onclick: addJob }, 'Add the first job')
  const noJobs = h('section', { class: 'empty' }, h('p', {}, 'A workflow is made of jobs. This one has none yet.'), addFirst)
  const status = statusPill(saved)
  const problems = problemPanel(() => tell(NOTHING))
  const dialog = new VersionsDialog(versions, offerUndo)
  const versionButtons = versionBar({ onSave: save, onOpen: openVersions })
  const main = h('main', { class: 'workflow' })
  root.append(
    h('header', { class: 'bar' },
      h('a', { class: 'home', href: '#/', 'aria-label': 'All workflows', title: 'All workflows' }, mark()),
      h('h1', { class: 'title' }, h('label', { class: 'visually-hidden', for: 'workflow-name' }, 'Name of the workflow'), name),
      status.element,
      versionButtons.element,
      peopleRow(awareness)),
    problems.element,
    main,
    toasts.area,
    dialog.element)

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

  async function save () {
    const outcome = await saveVersion(versions, saved)
    if (leaving.signal.aborted) return
    const wrongIds = outcome.wrongJobs.map(index => workflow.jobIdAt(index))
    if (wrongIds.length > 0 && !wrongIds.includes(chosenId)) chosenId = wrongIds[0]
    tell(outcome)
    toasts.show(outcome.message)
    if (outcome.isForbidden) refreshPermissions()
  }

  function openVersions () {
    toasts.hide()
    dialog.open()
  }

  function tell ({ problems, detail }) {
    told = { problems, detail, version: workflow.lastVersion }
    show()
  }

  /** Asked for at each sync: it may be another role by then. Until the first answer nothing is shown, so that no button comes and goes. */
  function refreshPermissions () {
    loadPermissions(known => {
      permissions = known
      if (!opened) open()
      show()
    }, leaving.signal)
  }

  function offerUndo (number, before) {
    toasts.show(`The workflow reads as in version ${number} again`, 'Undo', async () => {
      await versions.undo(before).catch(problem => toasts.show(problem.message))
    })
  }

  function show () {
    const jobs = workflow.jobs
    const chosen = jobs.find(job => job.id === chosenId) ?? jobs[0]
    chosenId = chosen?.id ?? ''
    if (awareness.getLocalState()?.job !== chosenId) awareness.setLocalStateField('job', chosenId)
    if (name.value !== workflow.name) setKeepingCaret(name, workflow.name)
    document.title = `${workflow.name || 'Untitled workflow'} · Weft`
    if (told.version !== workflow.lastVersion) told = NOTHING // somebody has mended it, and saved a version
    name.readOnly = !permissions.mayEdit
    markInvalid(name, errors.ofWorkflow.some(({ field }) => field === 'name'), PROBLEMS_ID)
    status.setReadOnly(!permissions.mayEdit)
    versionButtons.show(workflow.lastVersion, permissions.maySave)
    dialog.update(workflow.lastVersion, permissions.maySave)
    problems.show([...errors.ofWorkflow, ...errors.ofOthers], errors.isEmpty && told.detail ? [told.detail] : told.problems)
    showRail(jobs)
    addFirst.hidden = !permissions.mayEdit
    if (chosen) panel.show(chosen, errors.ofJob(chosen.id), permissions.mayEdit)
    showIn(main, rail.element, chosen ? panel.element : noJobs)
  }

  function showRail (jobs) {
    rail.show(jobs, chosenId, { awareness, errors, mayEdit: permissions.mayEdit })
  }

  main.append(h('p', { class: 'note', role: 'status' }, 'Opening…'))
  let opened = false
  function open () {
    opened = true
    name.disabled = false
    if (isNew) {
      creating.done()
      if (isNew.name) workflow.rename(isNew.name)
    }
    errors.clearWhereEdited(workflow)
    workflow.onChange(show)
    errors.onChange(() => {
      if (errors.isEmpty) told = NOTHING
      show()
    })
    awareness.on('change', () => showRail(workflow.jobs))
  }
  connection.on('synced', refreshPermissions)
  saved.on('change', state => state === 'refused' && refreshPermissions())
  connection.on('refused', reason => {
    name.disabled = true
    status.element.hidden = true
    versionButtons.element.hidden = true
    problems.element.hidden = true
    dialog.destroy()
    leaving.abort()
    main.replaceChildren(refusalPanel(reason, () => location.reload()))
  })
  const stopWarning = warnBeforeLosing(saved)
  connection.connect()

  return () => {
    leaving.abort()
    stopWarning()
    versionButtons.destroy()
    dialog.destroy()
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
