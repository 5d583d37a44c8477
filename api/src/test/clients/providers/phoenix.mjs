/** y-phoenix-channel over phoenix; see y-websocket.mjs for what a file of a provider exports. */
import * as decoding from 'lib0/decoding'
import { Socket } from 'phoenix'
import WebSocket from 'ws'
import { PhoenixChannelProvider } from 'y-phoenix-channel'
import * as Y from 'yjs'

const DEMO_PROJECT = '00000000-0000-4000-8000-000000000001'
const SYNC = 0
const STEP_1 = 0
const STEP_1_OF_NOBODY = new Uint8Array([SYNC, STEP_1, 1, 0]).buffer
const ASK_EVERY_MILLIS = 50

export function connect (doc, { url, room, params }, observer) {
  const { token, project_id: project = DEMO_PROJECT, action = 'open', session } = params
  const socket = new Socket(url, { params: { token }, transport: WebSocket, reconnectAfterMs: () => 100, rejoinAfterMs: () => 100 })
  const channelOf = socket.channel.bind(socket)
  socket.channel = (...args) => {
    const channel = channelOf(...args)
    channel.onMessage = (event, payload) => {
      if (event !== 'yjs' && !/^(phx_|chan_reply_)/.test(event)) observer.event(event, payload)
      return payload
    }
    channel.joinPush.receive('error', ({ reason }) => observer.event('refused', { reason }))
    return channel
  }
  const provider = new PhoenixChannelProvider(socket, room, doc, {
    connect: false,
    disableBc: true,
    params: () => ({ project_id: project, action, session })
  })
  provider.on('status', ({ status }) => observer.event(status))
  provider.on('sync', synced => synced && observer.event('synced'))
  socket.onClose(event => observer.event('closed', { code: event.code, reason: event.reason }))

  // The dialect acknowledges nothing: an edit is known to be committed once the server's state vector has it.
  let unconfirmed = false
  const onUpdate = (_update, origin) => { unconfirmed ||= origin !== provider }
  doc.on('update', onUpdate)
  const isJoined = () => provider.channel?.state === 'joined'
  const asking = setInterval(() => unconfirmed && isJoined() && provider.channel.push('yjs_sync', STEP_1_OF_NOBODY), ASK_EVERY_MILLIS)

  const handle = provider.messageHandlers[SYNC]
  provider.messageHandlers[SYNC] = (encoder, decoder, ...rest) => {
    const ahead = decoding.clone(decoder)
    const kind = decoding.readVarUint(ahead)
    const body = decoding.readVarUint8Array(ahead)
    if (kind === STEP_1) unconfirmed &&= !covers(Y.decodeStateVector(body), doc)
    else observer.received(body)
    handle(encoder, decoder, ...rest)
  }

  return {
    goOnline: () => {
      socket.connect()
      provider.connect()
    },
    goOffline: () => {
      provider.disconnect()
      socket.disconnect()
    },
    dropSocket: () => socket.conn?.terminate(),
    send: bytes => provider.channel.push('yjs', new Uint8Array(bytes).buffer),
    request: (event, payload) => new Promise(resolve => {
      const push = provider.channel.push(event, payload)
      for (const status of ['ok', 'error']) push.receive(status, response => resolve({ status, response }))
    }),
    isSynced: () => isJoined() && provider.synced,
    outstanding: () => unconfirmed ? 1 : 0,
    destroy: () => {
      clearInterval(asking)
      doc.off('update', onUpdate)
      provider.destroy()
      socket.disconnect()
    }
  }
}

function covers (stateVector, doc) {
  return [...Y.decodeStateVector(Y.encodeStateVector(doc))].every(([client, clock]) => (stateVector.get(client) ?? 0) >= clock)
}
