/** All versions, one of them open to be read; and the button that brings it back. */
import { h, showEach } from '../dom.js'
import { Problem } from '../rest.js'
import { timeAgo } from '../time-ago.js'

/** For what is done whether or not somebody still looks: that it can be undone has to be told anyway. */
const NEVER = new AbortController().signal
const WHEN = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' })

export class VersionsDialog {
  #versions
  #onBroughtBack
  #maySave = false
  #latest = 0
  #chosen = 0
  /** Of the list, and of the version that is open: what is asked for anew needs no answer any more. */
  #listing = new AbortController()
  #reading = new AbortController()

  /**
   * @param {import('../versions/workflow-versions.js').WorkflowVersions} versions
   * @param {(number: number, before: number) => void} onBroughtBack told what undoes it
   */
  constructor (versions, onBroughtBack) {
    this.#versions = versions
    this.#onBroughtBack = onBroughtBack
    this.list = h('ul', { class: 'version-list' })
    this.version = h('article', { class: 'version', tabIndex: -1 })
    this.element = h('dialog', { class: 'versions', 'aria-labelledby': 'versions-title', onclose: () => this.#stop() },
      h('header', {},
        h('h2', { id: 'versions-title' }, 'Versions'),
        h('button', { type: 'button', class: 'quiet', onclick: () => this.element.close() }, 'Close')),
      h('div', { class: 'versions-body' }, this.list, this.version))
  }

  open () {
    this.#chosen = 0
    this.list.replaceChildren()
    this.version.replaceChildren(h('p', { class: 'note', role: 'status' }, 'Loading…'))
    this.element.showModal()
    this.#refresh()
  }

  /** @param {number} latest number of the last version: an open list shows a new one when it is made */
  update (latest, maySave) {
    const isNews = latest !== this.#latest
    this.#latest = latest
    this.#maySave = maySave
    if (isNews && this.element.open) this.#refresh()
  }

  destroy () {
    this.element.close()
    this.#stop()
  }

  #stop () {
    this.#listing.abort()
    this.#reading.abort()
  }

  async #refresh () {
    this.#listing.abort()
    this.#listing = new AbortController()
    const versions = await this.#answered(signal => this.#versions.list(signal), this.#listing.signal)
    if (!versions) return
    showEach(this.list, versions, version => String(version.number), version => this.#entry(version), updateEntry)
    if (this.#chosen === 0 && versions.length > 0) this.#choose(versions[0])
  }

  #entry (version) {
    return h('li', {}, h('button', { type: 'button', onclick: () => this.#choose(version) },
      h('span', { class: 'version-number' }, `Version ${version.number}`),
      h('span', { class: 'detail' })))
  }

  async #choose (version) {
    this.#chosen = version.number
    for (const item of this.list.children) item.firstChild.toggleAttribute('aria-current', item.dataset.key === String(version.number))
    this.#reading.abort()
    this.#reading = new AbortController()
    const content = await this.#answered(signal => this.#versions.read(version.number, signal), this.#reading.signal)
    if (!content) return
    this.version.replaceChildren(
      h('div', { class: 'version-head' },
        h('div', {},
          h('h3', {}, content.name || 'Untitled workflow'),
          h('p', { class: 'detail' }, `Version ${version.number}, saved ${WHEN.format(version.savedAt)}`)),
        this.#maySave && this.#bringBackArea(version.number)),
      ...content.jobs.map(job => h('section', {}, h('h4', {}, job.name), h('pre', { tabIndex: 0 }, job.body))))
    if (content.jobs.length === 0) this.version.append(h('p', { class: 'note' }, 'This version has no jobs.'))
    this.version.scrollTop = 0
  }

  /** Asks before it does what everybody will see. */
  #bringBackArea (number) {
    const area = h('div', { class: 'bring-back' })
    const offer = h('button', { type: 'button', onclick: () => ask() }, 'Bring this version back')
    const ask = () => {
      const leave = h('button', { type: 'button', onclick: () => { area.replaceChildren(offer); offer.focus() } }, 'Leave it')
      area.replaceChildren(h('div', { class: 'question', role: 'group', 'aria-label': `Bring version ${number} back?` },
        h('p', {}, `The workflow will read as in version ${number}, for everybody who edits it. You can undo that.`),
        h('div', { class: 'actions' },
          h('button', { type: 'button', class: 'primary', onclick: event => this.#bringBack(number, event.currentTarget) }, `Bring back version ${number}`),
          leave)))
      leave.focus()
    }
    area.append(offer)
    return area
  }

  async #bringBack (number, button) {
    button.disabled = true
    const before = await this.#answered(() => this.#versions.bringBack(number), NEVER)
    if (before === undefined) return
    this.element.close()
    this.#onBroughtBack(number, before)
  }

  /** @returns what was asked for; undefined if nobody waits for it any more, or if the server says no, which is shown */
  async #answered (ask, signal) {
    try {
      const answer = await ask(signal)
      return signal.aborted ? undefined : answer
    } catch (problem) {
      if (signal.aborted) return undefined
      if (!(problem instanceof Problem)) throw problem
      this.version.replaceChildren(h('p', { class: 'note failed', role: 'alert' }, problem.message))
      return undefined
    }
  }
}

function updateEntry (entry, { savedAt, isLatest }) {
  entry.querySelector('.detail').textContent = (isLatest ? 'the last, ' : '') + timeAgo(savedAt)
}
