/** The chosen job: its name, its body in an editor, and the button that removes it. */
import * as Y from 'yjs'
import { sentenceOf } from '../document/workflow-errors.js'
import { h } from '../dom.js'
import { codeEditor } from './code-editor.js'

export class JobPanel {
  #document
  #awareness
  #onRemove
  #editor = null
  #jobId = ''
  #mayEdit = true
  /** @type {Y.Text | null} the text that the editor shows */
  #text = null
  /** Undo stacks live as long as the page: who comes back to a job can still undo. @type {WeakMap<Y.Text, Y.UndoManager>} */
  #undoManagers = new WeakMap()

  /**
   * @param {import('../document/workflow-document.js').WorkflowDocument} document
   * @param {import('y-protocols/awareness').Awareness} awareness
   * @param {(id: string) => void} onRemove
   */
  constructor (document, awareness, onRemove) {
    this.#document = document
    this.#awareness = awareness
    this.#onRemove = onRemove
    this.name = h('input', { id: 'job-name', class: 'job-title', type: 'text', maxLength: 200, spellcheck: false, autocomplete: 'off', placeholder: 'Unnamed job' })
    this.name.addEventListener('input', () => this.#document.renameJob(this.#jobId, this.name.value))
    this.body = h('div', { class: 'body' })
    this.remove = h('button', { type: 'button', class: 'quiet', onclick: () => this.#onRemove(this.#jobId) }, 'Remove')
    this.errors = h('ul', { id: 'job-errors', class: 'job-errors', 'aria-label': 'What keeps this job from being saved in a version' })
    this.element = h('section', { class: 'panel', 'aria-label': 'Job' },
      h('div', { class: 'panel-bar' },
        h('label', { class: 'visually-hidden', for: 'job-name' }, 'Name of the job'),
        this.name,
        this.remove),
      this.errors,
      this.body)
  }

  /**
   * @param {import('../document/workflow-document.js').Job} job
   * @param {import('../document/workflow-errors.js').FieldError[]} errors of the job
   * @param {boolean} mayEdit
   */
  show (job, errors, mayEdit) {
    if (this.name.value !== job.name) setKeepingCaret(this.name, job.name)
    this.#showErrors(errors)
    if (job.id === this.#jobId && job.text !== null && job.text === this.#text && mayEdit === this.#mayEdit) return
    this.#jobId = job.id
    this.#mayEdit = mayEdit
    this.name.readOnly = !mayEdit
    this.remove.hidden = !mayEdit
    this.#text = job.text
    this.#editor?.destroy()
    this.#editor = null
    if (job.text) this.#edit(job.text, job.name)
    else this.#showDamaged(job)
  }

  destroy () {
    this.#editor?.destroy()
  }

  #showErrors (errors) {
    this.errors.replaceChildren(...errors.map(error => h('li', {}, sentenceOf(error))))
    this.errors.hidden = errors.length === 0
    markInvalid(this.name, errors.some(({ field }) => field === 'name'), this.errors.id)
  }

  #edit (text, name) {
    let undoManager = this.#undoManagers.get(text)
    if (!undoManager) this.#undoManagers.set(text, undoManager = new Y.UndoManager(text))
    this.#editor = codeEditor(text, { awareness: this.#awareness, undoManager, label: `Body of ${name || 'the job'}`, readOnly: !this.#mayEdit })
    this.body.replaceChildren(this.#editor.dom)
  }

  #showDamaged (job) {
    this.body.replaceChildren(
      h('div', { class: 'damaged' },
        h('p', {}, 'This job was written in a form that can’t be edited together.'),
        this.#mayEdit && h('button', { type: 'button', onclick: () => this.#document.mendJob(job.id) }, 'Make it editable')),
      h('pre', { tabIndex: 0 }, job.body))
  }
}

/** Tells eyes and screen readers that what stands in an input keeps a version from being saved. */
export function markInvalid (input, isInvalid, explanationId) {
  if (isInvalid) {
    input.setAttribute('aria-invalid', 'true')
    input.setAttribute('aria-describedby', explanationId)
  } else {
    input.removeAttribute('aria-invalid')
    input.removeAttribute('aria-describedby')
  }
}

/** Somebody else changed what stands in an input: the caret stays where it was, as far as that goes. */
export function setKeepingCaret (input, value) {
  const { selectionStart, selectionEnd } = input
  input.value = value
  if (document.activeElement === input) input.setSelectionRange(Math.min(selectionStart, value.length), Math.min(selectionEnd, value.length))
}
