/**
 * The pill that says whether what is on the screen is on the disk. Its word is "kept": "saved" is what people do when they make a version,
 * and a change that is kept is in no version yet.
 */
import { h } from '../dom.js'

/** @param {import('../collaboration/saved-state.js').SavedState} saved */
export function statusPill (saved) {
  const text = h('span', { class: 'status-text' })
  const pill = h('div', { class: 'status', role: 'status' }, h('span', { class: 'status-dot', 'aria-hidden': 'true' }), text)
  let readOnly = false
  const show = () => {
    pill.dataset.state = saved.state
    text.textContent = describe(saved, readOnly)
    pill.title = explain(saved, readOnly)
  }
  saved.on('change', show)
  show()
  return {
    element: pill,
    setReadOnly (isReadOnly) {
      readOnly = isReadOnly
      show()
    }
  }
}

function describe ({ state, outstanding }, readOnly) {
  switch (state) {
    case 'connecting': return 'Connecting…'
    case 'offline': return outstanding > 0 ? 'Offline, not kept yet' : 'Offline'
    case 'saving': return 'Keeping changes…'
    case 'saved': return readOnly ? 'Read only' : 'All changes kept'
    case 'refused': return 'Read only'
  }
}

function explain ({ state, outstanding, reason }, readOnly) {
  const unsaved = outstanding > 0 ? ' What you typed since is kept in this window until the connection is back.' : ''
  switch (state) {
    case 'connecting': return 'Waiting for the server.' + unsaved
    case 'offline': return 'The server can’t be reached.' + unsaved
    case 'saving': return 'Your last changes are on their way to the disk.'
    case 'saved': return readOnly ? 'You may look at this workflow, and not change it.' : 'All your changes are on the server’s disk. Versions are saved on top of that.'
    case 'refused': return `Your changes are not kept: ${reason}`
  }
}
