/** Why no version could be saved, as far as it isn't told at a job. */
import { sentenceOf } from '../document/workflow-errors.js'
import { h } from '../dom.js'

export const PROBLEMS_ID = 'problems'

/** @param {() => void} onDismiss puts away what only this person was told; what everybody sees goes with the next version */
export function problemPanel (onDismiss) {
  const list = h('ul', {})
  const dismiss = h('button', { type: 'button', class: 'quiet', 'aria-label': 'Dismiss', title: 'Dismiss', onclick: onDismiss }, '×')
  const element = h('section', { id: PROBLEMS_ID, class: 'problems', hidden: true, 'aria-label': 'Why no version was saved' },
    h('p', {}, 'No version was saved'), list, dismiss)
  return {
    element,

    /**
     * @param {import('../document/workflow-errors.js').FieldError[]} shared
     * @param {string[]} own
     */
    show (shared, own) {
      list.replaceChildren(...[...shared.map(sentenceOf), ...own].map(sentence => h('li', {}, sentence)))
      dismiss.hidden = own.length === 0
      element.hidden = list.children.length === 0
    }
  }
}
