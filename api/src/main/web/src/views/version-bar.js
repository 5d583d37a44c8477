/** In the bar: saves a version, tells the last one, and opens the list of all. */
import { h } from '../dom.js'

/** @param {{ onSave: () => Promise<void>, onOpen: () => void }} actions */
export function versionBar ({ onSave, onOpen }) {
  const save = h('button', { type: 'button', class: 'primary', title: 'Save version (Ctrl+S or ⌘S)', hidden: true, onclick: run }, 'Save version')
  const open = h('button', { type: 'button', class: 'open-versions', title: 'All versions', 'aria-haspopup': 'dialog', onclick: onOpen })
  let isSaving = false

  /** One save at a time, however often a key repeats. Not by disabling the button, which would take the focus from it. */
  async function run () {
    if (isSaving || save.hidden) return
    isSaving = true
    save.setAttribute('aria-busy', 'true')
    try {
      await onSave()
    } finally {
      isSaving = false
      save.removeAttribute('aria-busy')
    }
  }

  const onKey = event => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== 's') return
    event.preventDefault() // nobody wants this page as a file
    if (document.querySelector('dialog[open]') === null) run()
  }
  addEventListener('keydown', onKey)

  const element = h('div', { class: 'version-bar', hidden: true }, open, save)
  return {
    element,

    /** @param {number} lastVersion 0 for none */
    show (lastVersion, maySave) {
      open.textContent = `Version ${lastVersion}`
      open.hidden = lastVersion === 0
      save.hidden = !maySave
      element.hidden = open.hidden && save.hidden
    },

    destroy () {
      removeEventListener('keydown', onKey)
    }
  }
}
