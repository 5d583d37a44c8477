import { h } from '../dom.js'

/** What stands in place of a workflow that could not be opened. */
export function refusalPanel (reason, onRetry) {
  return h('section', { class: 'refusal', role: 'alert' },
    h('h2', {}, 'This workflow could not be opened'),
    h('p', {}, reason),
    h('div', { class: 'actions' },
      h('a', { class: 'button primary', href: '#/' }, 'All workflows'),
      h('button', { type: 'button', onclick: onRetry }, 'Try again')))
}
