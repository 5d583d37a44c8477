/** What the versions of Hocuspocus's provider have in common; see y-websocket.mjs for what a file of a provider exports. */
import WebSocket from 'ws'

export function connectWith ({ HocuspocusProvider, HocuspocusProviderWebsocket }, doc, { url, room, params }, observer) {
  const { token, ...query } = params
  const socket = new HocuspocusProviderWebsocket({
    url: `${url}?${new URLSearchParams(query)}`,
    connect: false, // as version 2 calls it
    autoConnect: false,
    delay: 100,
    minDelay: 100,
    WebSocketPolyfill: WebSocket
  })
  const provider = new HocuspocusProvider({ websocketProvider: socket, name: room, document: doc, token: token ?? null })
  provider.attach?.() // version 2 does so itself
  provider.on('status', ({ status }) => observer.event(status))
  provider.on('synced', () => observer.event('synced'))
  provider.on('authenticated', () => observer.event('authenticated', { scope: provider.authorizedScope }))
  provider.on('authenticationFailed', ({ reason }) => observer.event('refused', { reason }))
  provider.on('close', ({ event }) => observer.event('closed', { code: event.code, reason: event.reason }))
  /** Who waits for a reply, by the request's id. */
  const asked = new Map()
  provider.on('stateless', ({ payload }) => {
    const { id, event, payload: details, ...reply } = JSON.parse(payload)
    if (id === undefined) observer.event(event, details)
    else asked.get(id)(reply)
    asked.delete(id)
  })
  let requests = 0
  const onUpdate = (update, origin) => origin === provider && observer.received(update)
  doc.on('update', onUpdate)

  return {
    goOnline: () => {
      if (socket.status !== 'connected') {
        socket.connect()
        return
      }
      // Still closing: the provider takes that for a connection, makes no other, and would stay offline.
      const onClosed = () => {
        socket.off('disconnect', onClosed)
        socket.connect()
      }
      socket.on('disconnect', onClosed)
    },
    goOffline: () => socket.disconnect(),
    dropSocket: () => socket.webSocket?.terminate(),
    send: bytes => socket.webSocket.send(bytes),
    request: (event, payload) => new Promise(resolve => {
      const id = ++requests
      asked.set(id, resolve)
      provider.sendStateless(JSON.stringify({ id, event, payload }))
    }),
    isSynced: () => provider.synced,
    outstanding: () => Math.max(0, provider.unsyncedChanges), // version 2 counts below 0 what it sent before it was authenticated
    destroy: () => {
      doc.off('update', onUpdate)
      provider.destroy()
      socket.destroy()
    }
  }
}
