/**
 * Tells the truth about "saved" for a stock y-websocket provider.
 *
 * Copy this file into an application of your own: it needs lib0, which Yjs brings along, and nothing else of this page.
 *
 *     const provider = new WebsocketProvider(url, workflowId, doc, { connect: false, disableBc: true })
 *     const saved = new SavedState(provider)
 *     saved.on('change', () => show(saved.state, saved.outstanding))
 *     provider.connect()
 *
 * How it knows. The server makes an edit durable before it shows it to anyone, and its author is no exception: the author's own update
 * comes back, byte for byte, once the event that holds it has committed. Nothing of this is new on the wire (Yjs ignores an update that
 * it has), so the stock client already receives all that is needed, and we only have to look:
 *
 *     doc changed here              remember the bytes of the update: outstanding
 *     Update frame received         forget those bytes: committed. Somebody else's update matches nothing
 *     Step1 frame received          the server tells what it has committed, the provider answers with a Step2 of all it lacks. That Step2
 *                                   replaces whatever was outstanding, also what was sent on an earlier connection and never answered
 *
 * A Step2 always repeats every deletion the document knows, so it is hardly ever empty. It counts as outstanding if it holds content that
 * the server lacks or if anything was outstanding before; otherwise it repeats only what is known to be committed.
 *
 * `disableBc` belongs to it: updates that tabs exchange among themselves have not passed through the server, and could be lost with the
 * tab that made them.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { ObservableV2 } from 'lib0/observable'

const SYNC = 0
const AUTH = 2
const SYNC_STEP1 = 0
const SYNC_UPDATE = 2

/**
 * - `connecting` a connection is being opened or has not been synced yet
 * - `offline`    the last attempt failed; the provider goes on trying, edits are kept in memory
 * - `saving`     connected, and something typed here has not committed yet
 * - `saved`      connected, and everything typed here has committed
 * - `refused`    connected, but the server doesn't take this client's edits; `reason` says why
 *
 * @typedef {'connecting' | 'offline' | 'saving' | 'saved' | 'refused'} State
 */

/** @extends {ObservableV2<{ change: (state: State) => void }>} */
export class SavedState extends ObservableV2 {
  /** @type {Uint8Array[]} updates made here that aren't known to be committed, oldest first */
  #outstanding = []
  #attemptFailed = false
  #reason = ''
  /** What was last reported, so that `change` fires for changes only. */
  #reported = ''
  #provider
  #undo

  /** @param {import('y-websocket').WebsocketProvider} provider best not yet connected, so that no frame is missed */
  constructor (provider) {
    super()
    this.#provider = provider
    if (provider.doc.store.clients.size > 0) {
      this.#outstanding.push(new Uint8Array()) // content from elsewhere, such as a local database: the first Step2 settles it
    }

    const onUpdate = (update, origin) => {
      if (origin === provider) return
      this.#outstanding.push(update)
      this.#report()
    }
    const onStatus = ({ status }) => {
      if (status === 'connected') this.#attemptFailed = false
      if (status === 'disconnected') this.#reason = ''
      this.#report()
    }
    const onError = () => {
      this.#attemptFailed = true
      this.#report()
    }
    const onSync = () => this.#report()
    const { [SYNC]: stockSync, [AUTH]: stockAuth } = provider.messageHandlers
    provider.messageHandlers[SYNC] = (encoder, decoder, ...rest) => this.#onSync(stockSync, encoder, decoder, rest)
    provider.messageHandlers[AUTH] = (_encoder, decoder) => this.#onAuth(decoder)
    provider.doc.on('update', onUpdate)
    provider.on('status', onStatus)
    provider.on('connection-error', onError)
    provider.on('sync', onSync)
    this.#undo = () => {
      Object.assign(provider.messageHandlers, { [SYNC]: stockSync, [AUTH]: stockAuth })
      provider.doc.off('update', onUpdate)
      provider.off('status', onStatus)
      provider.off('connection-error', onError)
      provider.off('sync', onSync)
    }
  }

  /** How many updates made here aren't known to be committed. After a reconnect they are counted as one. */
  get outstanding () {
    return this.#outstanding.length
  }

  /** @returns {State} */
  get state () {
    if (!this.#provider.wsconnected) return this.#attemptFailed ? 'offline' : 'connecting'
    if (this.#reason && this.outstanding > 0) return 'refused'
    if (!this.#provider.synced) return 'connecting'
    return this.outstanding > 0 ? 'saving' : 'saved'
  }

  /** Why the server refused edits on this connection; empty if it didn't. */
  get reason () {
    return this.#reason
  }

  /**
   * Waits until everything typed here has committed, such as before asking the server to do something with the document.
   *
   * @returns {Promise<boolean>} false if the server can't be reached, or refuses what was typed
   */
  allCommitted () {
    return new Promise(resolve => {
      const look = () => {
        if (this.state === 'saving' || this.state === 'connecting') return
        this.off('change', look)
        resolve(this.state === 'saved')
      }
      this.on('change', look)
      look()
    })
  }

  destroy () {
    this.#undo()
    super.destroy()
  }

  #onSync (stockHandler, encoder, decoder, rest) {
    const ahead = decoding.clone(decoder)
    const kind = decoding.readVarUint(ahead)
    stockHandler(encoder, decoder, ...rest)
    if (kind === SYNC_UPDATE) this.#committed(decoding.readVarUint8Array(ahead))
    if (kind === SYNC_STEP1) this.#answered(encoding.toUint8Array(encoder))
    this.#report()
  }

  #committed (update) {
    const index = this.#outstanding.findIndex(candidate => equalBytes(candidate, update))
    if (index >= 0) this.#outstanding.splice(index, 1)
  }

  /** @param {Uint8Array} frame the frame that the provider is about to send in answer to a Step1 */
  #answered (frame) {
    const decoder = decoding.createDecoder(frame)
    decoding.readVarUint(decoder) // sync
    decoding.readVarUint(decoder) // Step2
    const update = decoding.readVarUint8Array(decoder)
    const lacksContent = update[0] !== 0 // an update starts with the number of clients whose content it holds
    const isEmpty = update.length === 2 && !lacksContent && update[1] === 0
    this.#outstanding = lacksContent || (this.outstanding > 0 && !isEmpty) ? [update] : []
  }

  #onAuth (decoder) {
    const permissionDenied = decoding.readVarUint(decoder) === 0
    this.#reason = permissionDenied ? decoding.readVarString(decoder) || 'permission denied' : ''
    this.#report()
  }

  #report () {
    const now = `${this.state} ${this.outstanding} ${this.#reason}`
    if (now === this.#reported) return
    this.#reported = now
    this.emit('change', [this.state])
  }
}

function equalBytes (a, b) {
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}
