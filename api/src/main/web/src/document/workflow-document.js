/**
 * A workflow document as people see it: a name and jobs.
 *
 * The layout is fixed, other editors share it: root map `workflow`; root arrays `jobs`, `triggers`, `edges` of maps. A job is a map with
 * `id`, `name`, `body` (a text), `adaptor` and two credential ids. What this page doesn't know is left alone. What is damaged (a member
 * that is a plain object, a body that is a plain string, a missing key) is shown as far as it can be, and mended only when asked.
 */
import { uuidv4 } from 'lib0/random'
import * as Y from 'yjs'

const DEFAULT_ADAPTOR = '@openfn/language-common@latest'

/**
 * @typedef {object} Job
 * @property {string} id unique in the document; made up for a member that has none
 * @property {string} name
 * @property {Y.Text | null} text the shared body; null if the job is damaged
 * @property {string} body
 */

export class WorkflowDocument {
  /** @param {Y.Doc} doc */
  constructor (doc) {
    this.doc = doc
    this.workflow = doc.getMap('workflow')
    this.jobArray = doc.getArray('jobs')
    this.triggers = doc.getArray('triggers')
    this.edges = doc.getArray('edges')
    /** Undoes removals of jobs, and nothing else: what is typed belongs to the editors' own undo. */
    this.removals = new Y.UndoManager([this.jobArray, this.edges, this.triggers], {
      captureTimeout: 0,
      trackedOrigins: new Set([REMOVAL])
    })
  }

  get name () {
    return textOf(this.workflow.get('name'))
  }

  /** Number of the last version; 0 if none was ever saved. */
  get lastVersion () {
    return Number(this.workflow.get('lock_version')) || 0
  }

  rename (name) {
    if (name !== this.name) this.workflow.set('name', name)
  }

  /** @returns {Job[]} in document order; of several with one id the first */
  get jobs () {
    const seen = new Set()
    return this.jobArray.toArray().map(readJob).filter(job => job && !seen.has(job.id) && seen.add(job.id))
  }

  /** @returns {string} id of the member of `jobs` at an index; made up for one that has none */
  jobIdAt (index) {
    return idOf(this.jobArray.get(index), index)
  }

  /** @returns {string} the id of the new job */
  addJob (name) {
    const id = uuidv4()
    this.jobArray.push([newJob(id, name, '')])
    return id
  }

  renameJob (id, name) {
    const member = this.#member(id)
    if (member instanceof Y.Map && member.get('name') !== name) member.set('name', name)
  }

  /** Removes a job, the edges that lead to it, and what cron triggers say about it. */
  removeJob (id) {
    this.doc.transact(() => {
      removeWhere(this.jobArray, (member, index) => idOf(member, index) === id)
      removeWhere(this.edges, edge => valueOf(edge, 'target_job_id') === id)
      for (const trigger of this.triggers.toArray()) {
        if (trigger instanceof Y.Map && trigger.get('cron_cursor_job_id') === id) trigger.set('cron_cursor_job_id', null)
      }
    }, REMOVAL)
  }

  /** Makes a damaged job editable again, keeping what can be read of it. */
  mendJob (id) {
    this.doc.transact(() => {
      const index = this.#indexOf(id)
      const member = this.jobArray.get(index)
      const { name, body } = readJob(member, index)
      if (member instanceof Y.Map) {
        member.set('id', id)
        member.set('body', new Y.Text(body))
      } else {
        this.jobArray.delete(index)
        this.jobArray.insert(index, [newJob(id, name, body)])
      }
    })
  }

  /**
   * Calls back whenever the name, the last version or the list of jobs may look different. Typing in a body doesn't count, its editor shows that.
   *
   * @returns {() => void} stops it
   */
  onChange (listener) {
    const onJobs = events => {
      if (events.some(event => !(event.target instanceof Y.Text))) listener()
    }
    this.workflow.observe(listener)
    this.jobArray.observeDeep(onJobs)
    return () => {
      this.workflow.unobserve(listener)
      this.jobArray.unobserveDeep(onJobs)
    }
  }

  #indexOf (id) {
    return this.jobArray.toArray().findIndex((member, index) => idOf(member, index) === id)
  }

  #member (id) {
    const index = this.#indexOf(id)
    return index < 0 ? null : this.jobArray.get(index)
  }
}

const REMOVAL = Symbol('removal of a job')

function newJob (id, name, body) {
  return new Y.Map([
    ['id', id],
    ['name', name],
    ['body', new Y.Text(body)],
    ['adaptor', DEFAULT_ADAPTOR],
    ['project_credential_id', null],
    ['keychain_credential_id', null]
  ])
}

/** @returns {Job | null} null for a member that is nothing like a job */
function readJob (member, index) {
  if (member === null || typeof member !== 'object' || Array.isArray(member)) return null
  const body = valueOf(member, 'body')
  return {
    id: idOf(member, index),
    name: textOf(valueOf(member, 'name')),
    text: body instanceof Y.Text ? body : null,
    body: textOf(body)
  }
}

function idOf (member, index) {
  return textOf(valueOf(member, 'id')) || `member ${index}`
}

/** A key of a member, be it the map that it should be or a plain object. */
function valueOf (member, key) {
  return member instanceof Y.Map ? member.get(key) : member?.[key]
}

function textOf (value) {
  return typeof value === 'string' || value instanceof Y.Text ? value.toString() : ''
}

function removeWhere (array, isRemoved) {
  for (let index = array.length - 1; index >= 0; index--) {
    if (isRemoved(array.get(index), index)) array.delete(index)
  }
}
