/**
 * A server for tests, in memory, that commits only when it is told to: `sockets.accept()` lets a connection in, `commit()` makes everything
 * received durable and sends it to all, the sender included. What it lacks of the real one is everything but the order of frames.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'

export class WeftLikeServer {
  committed = new Y.Doc()
  /** URLs of all connections that were tried, in order. */
  attempts = []
  #received = []
  #sockets = new Set()

  /** The class to hand to a provider as `WebSocketPolyfill`. */
  get WebSocket () {
    const server = this
    return class FakeSocket {
      OPEN = 1
      readyState = 0

      constructor (url) {
        server.attempts.push(url)
        server.waiting = this
      }

      send (frame) { server.#receive(new Uint8Array(frame)) }
      close () { server.#sockets.delete(this) }
    }
  }

  /** Opens the connection that waits, and starts the conversation as the real server does: with its Step1. */
  accept () {
    const socket = this.waiting
    socket.readyState = 1
    this.#sockets.add(socket)
    socket.onopen()
    this.askForWhatIsMissing()
  }

  refuse () {
    this.waiting.onerror({})
    this.waiting.onclose({ code: 1006, reason: '' })
  }

  askForWhatIsMissing () { this.#toAll(frame(0, 0, Y.encodeStateVector(this.committed))) }

  /** Sends the Step2 that makes the client "synced". */
  answerStep1 () { this.#toAll(frame(0, 1, Y.encodeStateAsUpdate(this.committed))) }

  commit () {
    const updates = this.#received.splice(0)
    updates.forEach(update => this.committingOf(update))
    return updates.length
  }

  /** Something is committed, whoever wrote it. */
  committingOf (update) {
    Y.applyUpdate(this.committed, update)
    this.#toAll(frame(0, 2, update))
  }

  deny (reason) {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, 2)
    encoding.writeVarUint(encoder, 0)
    encoding.writeVarString(encoder, reason)
    this.#toAll(encoding.toUint8Array(encoder))
  }

  /** Drops all connections; what was received and not committed is lost. */
  crash () {
    this.#received = []
    for (const socket of [...this.#sockets]) socket.onclose({ code: 1006, reason: '' })
  }

  #receive (bytes) {
    const decoder = decoding.createDecoder(bytes)
    const isSync = decoding.readVarUint(decoder) === 0
    if (isSync && decoding.readVarUint(decoder) !== 0) {
      const update = decoding.readVarUint8Array(decoder)
      if (update.length > 2) this.#received.push(update)
    }
  }

  #toAll (bytes) {
    for (const socket of this.#sockets) socket.onmessage({ data: bytes.slice().buffer })
  }
}

function frame (type, kind, body) {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, type)
  encoding.writeVarUint(encoder, kind)
  encoding.writeVarUint8Array(encoder, body)
  return encoding.toUint8Array(encoder)
}
