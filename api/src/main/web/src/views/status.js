/** The pill that says whether what is on the screen is on the disk. */
import { h } from '../dom.js'

/** @param {import('../collaboration/saved-state.js').SavedState} saved */
export function statusPill (saved) {
  const text = h('span', { class: 'status-text' })
  const pill = h('div', { class: 'status', role: 'status' }, h('span', { class: 'status-dot', 'aria-hidden': 'true' }), text)
  const show = () => {
    pill.dataset.state = saved.state
    text.textContent = describe(saved)
    pill.title = explain(saved)
  }
  saved.on('change', show)
  show()
  return pill
}

function describe ({ state, outstanding }) {
  switch (state) {
    case 'connecting': return 'Connecting…'
    case 'offline': return outstanding > 0 ? 'Offline, not saved' : 'Offline'
    case 'saving': return 'Saving…'
    case 'saved': return 'Saved'
    case 'refused': return 'Read only'
  }
}

function explain ({ state, outstanding, reason }) {
  const unsaved = outstanding > 0 ? ' What you typed since is kept in this window until the connection is back.' : ''
  switch (state) {
    case 'connecting': return 'Waiting for the server.' + unsaved
    case 'offline': return 'The server can’t be reached.' + unsaved
    case 'saving': return 'Your last changes are on their way to the disk.'
    case 'saved': return 'All your changes are on the server’s disk.'
    case 'refused': return `Your changes are not kept: ${reason}`
  }
}
