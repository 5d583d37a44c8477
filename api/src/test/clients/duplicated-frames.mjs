/** A network that repeats frames: none of our providers does, but what lies between them and a server may. */
import WebSocket from 'ws'

const send = WebSocket.prototype.send
let repeated = null

WebSocket.prototype.send = function (...message) {
  send.apply(this, message)
  if (repeated === null) return
  send.apply(this, message)
  repeated++
}

/**
 * Sends twice what the action sends before it returns.
 *
 * @returns {number} how many frames those are
 */
export function sendingTwice (action) {
  repeated = 0
  try {
    action()
    return repeated
  } finally {
    repeated = null
  }
}
