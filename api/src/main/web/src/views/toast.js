import { h } from '../dom.js'

const SHOWN_MILLIS = 8000

/** A short message at the foot of the page, perhaps with one thing to do about it. A new one takes the place of the old. */
export function toastArea () {
  const area = h('div', { class: 'toasts', role: 'status' })
  let timer
  const hide = () => area.replaceChildren()
  return {
    area,
    hide,
    show (text, actionLabel, action) {
      clearTimeout(timer)
      timer = setTimeout(hide, SHOWN_MILLIS)
      area.replaceChildren(h('div', { class: 'toast' },
        h('span', {}, text),
        action !== undefined && h('button', { type: 'button', onclick: () => { hide(); action() } }, actionLabel)))
    }
  }
}
