/**
 * One workflow, connected: the document, the provider, who else is here, and whether all is saved.
 *
 * The join parameters are worked out anew for each connection. `action` is `new` only until the workflow exists; a client that kept saying
 * `new` for ever would ask at each reconnect for the creation of something that is there (the server takes it as a rejoin, and notes it).
 */
import { ObservableV2 } from 'lib0/observable'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { projectId, session, token } from '../identity.js'
import { explainRefusal } from './refusal.js'
import { SavedState } from './saved-state.js'

/** @extends {ObservableV2<{ refused: (reason: string) => void, synced: () => void }>} */
export class WorkflowConnection extends ObservableV2 {
  #asking = null
  #leave

  /**
   * @param {string} workflowId
   * @param {boolean} isNew whether this page has just made the id
   */
  constructor (workflowId, isNew) {
    super()
    this.workflowId = workflowId
    this.doc = new Y.Doc()
    this.provider = new WebsocketProvider(socketAddress(), workflowId, this.doc, {
      connect: false,
      disableBc: true, // see SavedState
      params: { action: isNew ? 'new' : 'edit', project_id: projectId, session, ...(token && { token }) }
    })
    this.awareness = this.provider.awareness
    this.saved = new SavedState(this.provider)

    this.provider.on('sync', synced => {
      if (!synced) return
      this.provider.params.action = 'edit'
      this.emit('synced', [])
    })
    this.provider.on('connection-close', event => {
      // The provider has not yet changed its state when it tells: a connection that had been open was no refusal.
      if (event !== null && !this.provider.wsconnected) this.#askWhy()
    })
    this.provider.on('closed', ({ reason }) => this.#refuse(reason || 'The server has ended the connection.'))
    this.#leave = keepAwarenessTruthful(this.awareness)
  }

  connect () {
    this.provider.connect()
  }

  destroy () {
    this.#asking?.abort()
    this.#leave()
    this.awareness.setLocalState(null) // tells the others before the socket goes
    this.saved.destroy()
    this.provider.destroy()
    this.doc.destroy()
    super.destroy()
  }

  /** A refused connection looks like a dead server to a page, code 1006. REST tells which of the two it is. */
  async #askWhy () {
    if (this.#asking) return
    this.#asking = new AbortController()
    try {
      const refusal = await explainRefusal(this.workflowId, this.provider.params.action, this.#asking.signal)
      if (refusal.exists) this.provider.params.action = 'edit'
      if (refusal.reason && !this.provider.wsconnected) this.#refuse(refusal.reason)
    } catch (error) {
      if (!this.#asking.signal.aborted) throw error
    } finally {
      this.#asking = null
    }
  }

  #refuse (reason) {
    this.provider.disconnect()
    this.emit('refused', [reason])
  }
}

function socketAddress () {
  const { protocol, host } = location
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/yjs`
}

/** Takes this page out of the list of people while the browser keeps it only for "back", and puts it in again afterwards. */
function keepAwarenessTruthful (awareness) {
  let hidden = null
  const onHide = () => {
    hidden = awareness.getLocalState()
    awareness.setLocalState(null)
  }
  const onShow = ({ persisted }) => {
    if (persisted && hidden) awareness.setLocalState(hidden)
  }
  addEventListener('pagehide', onHide)
  addEventListener('pageshow', onShow)
  return () => {
    removeEventListener('pagehide', onHide)
    removeEventListener('pageshow', onShow)
  }
}
