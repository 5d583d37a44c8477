/**
 * What the three versions of y-websocket have in common.
 *
 * Every file here that is named like a kind of provider exports `connect(doc, address, observer)`. It doesn't connect before it is told to,
 * reports to `observer.event(name, details)` what the provider tells, to `observer.received(update)` each update of the server, and returns
 *
 *   goOnline()      connects, and stays so by the provider's own means
 *   goOffline()     disconnects as an application would
 *   dropSocket()    the network fails, if there is a socket just now: the provider notices and comes back by itself
 *   send(bytes)     sends a message past the provider
 *   request(event, payload)  asks the server, and resolves to its reply; not for y-websocket, whose dialect has no requests
 *   isSynced()      what the provider says
 *   outstanding()   number of own updates that aren't known to be committed
 *   destroy()
 */
import * as decoding from 'lib0/decoding'
import WebSocket from 'ws'
import { SavedState } from '../../../main/web/src/collaboration/saved-state.js'

const SYNC = 0
const STEP_1 = 0

export function connectWith (WebsocketProvider, doc, { url, room, params }, observer) {
  const provider = new WebsocketProvider(url, room, doc, { connect: false, disableBc: true, WebSocketPolyfill: WebSocket, params })
  const saved = new SavedState(provider)
  let reason = ''
  saved.on('change', () => {
    if (saved.reason && saved.reason !== reason) observer.event('refused', { reason: saved.reason })
    reason = saved.reason
  })
  provider.on('status', ({ status }) => observer.event(status))
  provider.on('sync', synced => synced && observer.event('synced'))
  provider.on('connection-close', event => event && observer.event('closed', { code: event.code, reason: event.reason }))
  provider.on('connection-error', error => observer.event('error', { message: error.message }))
  const handle = provider.messageHandlers[SYNC]
  provider.messageHandlers[SYNC] = (encoder, decoder, ...rest) => {
    const ahead = decoding.clone(decoder)
    if (decoding.readVarUint(ahead) !== STEP_1) observer.received(decoding.readVarUint8Array(ahead))
    handle(encoder, decoder, ...rest)
  }

  return {
    goOnline: () => provider.connect(),
    goOffline: () => provider.disconnect(),
    dropSocket: () => provider.ws?.terminate(),
    send: bytes => provider.ws.send(bytes),
    isSynced: () => provider.wsconnected && provider.synced,
    outstanding: () => saved.outstanding,
    destroy: () => {
      saved.destroy()
      provider.destroy()
    }
  }
}
