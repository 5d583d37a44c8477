/**
 * Why no version could be saved, as everybody in the document sees it: the server writes messages by field into the root map `errors`, and
 * clears them with the next version. `workflow` holds fields of the workflow itself; `jobs`, `triggers`, `edges` fields by id of the member.
 */

/** @typedef {{ field: string, message: string, of?: string }} FieldError whose field it is, in words, if that doesn't go without saying */

export class WorkflowErrors {
  /** @param {import('yjs').Doc} doc */
  constructor (doc) {
    this.root = doc.getMap('errors')
  }

  /** @returns {FieldError[]} of the workflow itself */
  get ofWorkflow () {
    return readFields(this.#section('workflow')).map(error => ({ ...error, of: 'the workflow' }))
  }

  /** @returns {FieldError[]} of one job */
  ofJob (id) {
    return readFields(this.#section('jobs')[id])
  }

  /** @returns {FieldError[]} of what this page doesn't show: triggers and edges */
  get ofOthers () {
    return ['triggers', 'edges'].flatMap(section => Object.values(this.#section(section)).flatMap(readFields)
      .map(error => ({ ...error, of: section === 'edges' ? 'an edge' : 'a trigger' })))
  }

  get isEmpty () {
    return this.root.size === 0
  }

  /**
   * Takes back what is said of a field once it is edited here: whether it is right now is told by the next attempt to save a version. The
   * server itself takes back nothing of what it doesn't find again, until a version is saved.
   *
   * @param {import('./workflow-document.js').WorkflowDocument} document
   */
  clearWhereEdited ({ workflow, jobArray }) {
    workflow.observe((event, { local }) => {
      if (local && !this.isEmpty) event.keysChanged.forEach(field => this.#clearOfWorkflow(field))
    })
    jobArray.observeDeep((events, { local }) => {
      if (!local || this.isEmpty) return
      for (const { path: [index, field], keysChanged } of events) {
        if (index === undefined) continue // a job came or went
        const id = jobArray.get(index).get('id')
        for (const edited of field === undefined ? keysChanged : [field]) this.#clearOfJob(id, edited)
      }
    })
  }

  /** @returns {() => void} stops it */
  onChange (listener) {
    this.root.observeDeep(listener)
    return () => this.root.unobserveDeep(listener)
  }

  #clearOfWorkflow (field) {
    const { [field]: cleared, ...rest } = this.#section('workflow')
    if (cleared !== undefined) this.#write('workflow', rest)
  }

  #clearOfJob (id, field) {
    const { [id]: fields, ...others } = this.#section('jobs')
    const { [field]: cleared, ...rest } = objectOf(fields)
    if (cleared !== undefined) this.#write('jobs', isEmpty(rest) ? others : { ...others, [id]: rest })
  }

  /** Sections are plain objects: what others write to the same one at the same time is lost, and comes back with the next attempt. */
  #write (section, content) {
    if (isEmpty(content)) this.root.delete(section)
    else this.root.set(section, content)
  }

  #section (name) {
    return objectOf(this.root.get(name))
  }
}

/** Other clients write here, too: what isn't messages by field is left out. */
function readFields (fields) {
  return Object.entries(objectOf(fields)).flatMap(([field, messages]) =>
    (Array.isArray(messages) ? messages : []).filter(message => typeof message === 'string').map(message => ({ field, message })))
}

function objectOf (value) {
  const plain = typeof value?.toJSON === 'function' ? value.toJSON() : value
  return plain !== null && typeof plain === 'object' && !Array.isArray(plain) ? plain : {}
}

function isEmpty (object) {
  return Object.keys(object).length === 0
}

/** @param {FieldError} error */
export function sentenceOf ({ field, message, of }) {
  const words = (of ? `${of}’s ${field}` : field).replaceAll('_', ' ')
  return `${words[0].toUpperCase()}${words.slice(1)} ${message}`
}
