import assert from 'node:assert/strict'
import { test } from 'node:test'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { SavedState } from '../src/collaboration/saved-state.js'
import { WeftLikeServer } from './weft-like-server.js'

/** A document whose provider talks to a server in memory; everything is taken down when the test ends. */
function client (t, { doc = new Y.Doc() } = {}) {
  t.mock.timers.enable({ apis: ['setTimeout', 'setInterval'] })
  const server = new WeftLikeServer()
  const provider = new WebsocketProvider('ws://test', 'room', doc, {
    WebSocketPolyfill: server.WebSocket, disableBc: true, connect: false
  })
  const saved = new SavedState(provider)
  t.after(() => {
    provider.destroy()
    provider.awareness.destroy()
  })
  const type = text => doc.getText('t').insert(doc.getText('t').length, text)
  const reconnect = () => {
    t.mock.timers.tick(10_000)
    server.accept()
    server.answerStep1()
  }
  provider.connect()
  return { doc, provider, saved, server, type, reconnect }
}

function connected (t, options) {
  const all = client(t, options)
  all.server.accept()
  all.server.answerStep1()
  return all
}

function updateOf (write) {
  const doc = new Y.Doc()
  write(doc)
  return Y.encodeStateAsUpdate(doc)
}

test('is connecting until the first Step2 arrives, then saved', t => {
  const { server, saved } = client(t)
  assert.equal(saved.state, 'connecting')
  server.accept()
  assert.equal(saved.state, 'connecting')
  server.answerStep1()
  assert.equal(saved.state, 'saved')
})

test('an edit is saved when its own bytes come back, not when they were sent', t => {
  const { server, saved, type } = connected(t)
  type('a')
  assert.equal(saved.state, 'saving')
  server.commit()
  assert.equal(saved.state, 'saved')
})

test('counts each edit', t => {
  const { server, saved, type } = connected(t)
  type('a')
  type('b')
  assert.equal(saved.outstanding, 2)
  server.commit()
  assert.equal(saved.outstanding, 0)
})

test("somebody else's edit acknowledges nothing", t => {
  const { server, saved, type } = connected(t)
  type('a')
  server.committingOf(updateOf(doc => doc.getText('t').insert(0, 'other')))
  assert.equal(saved.state, 'saving')
})

test("somebody else's edit needs no acknowledgement", t => {
  const { doc, server, saved } = connected(t)
  server.committingOf(updateOf(other => other.getText('t').insert(0, 'other')))
  assert.equal(doc.getText('t').toString(), 'other')
  assert.equal(saved.state, 'saved')
})

test('an edit that was lost with the connection is saved only when the Step2 that repeats it has committed', t => {
  const { doc, server, saved, type, reconnect } = connected(t)
  type('lost')
  server.crash()
  assert.equal(saved.state, 'connecting')
  reconnect()
  assert.equal(saved.state, 'saving')
  server.commit()
  assert.equal(saved.state, 'saved')
  assert.equal(server.committed.getText('t').toString(), doc.getText('t').toString())
})

test('an edit that had committed, although nobody heard of it, is saved at the next sync', t => {
  const { doc, server, saved, type, reconnect } = connected(t)
  type('a')
  Y.applyUpdate(server.committed, Y.encodeStateAsUpdate(doc))
  server.crash()
  reconnect()
  assert.equal(saved.state, 'saved')
})

test('edits made offline are outstanding, and saved after the return', t => {
  const { server, saved, type, reconnect } = connected(t)
  server.crash()
  type('a')
  type('b')
  assert.equal(saved.outstanding, 2)
  reconnect()
  assert.equal(saved.outstanding, 1)
  server.commit()
  assert.equal(saved.state, 'saved')
})

test('a deletion made offline is outstanding although the Step2 holds no content', t => {
  const { doc, server, saved, type, reconnect } = connected(t)
  type('abc')
  server.commit()
  server.crash()
  doc.getText('t').delete(0, 1)
  reconnect()
  assert.equal(saved.state, 'saving')
  server.commit()
  assert.equal(saved.state, 'saved')
  assert.equal(server.committed.getText('t').toString(), 'bc')
})

test('a reconnect with nothing outstanding is saved at once, whatever old deletions its Step2 repeats', t => {
  const { doc, server, saved, type, reconnect } = connected(t)
  type('abc')
  doc.getText('t').delete(0, 1)
  server.commit()
  server.crash()
  reconnect()
  assert.equal(saved.state, 'saved')
})

test('content that was there before counts as outstanding until the server has said what it has', t => {
  const doc = new Y.Doc()
  doc.getText('t').insert(0, 'from a local database')
  const { server, saved } = client(t, { doc })
  assert.equal(saved.outstanding, 1)
  server.accept()
  server.answerStep1()
  assert.equal(saved.state, 'saving')
  server.commit()
  assert.equal(saved.state, 'saved')
})

test('a failed attempt means offline until a connection opens', t => {
  const { server, saved, reconnect } = client(t)
  server.refuse()
  assert.equal(saved.state, 'offline')
  reconnect()
  assert.equal(saved.state, 'saved')
})

test('edits that the server denies are refused, and it says why', t => {
  const { server, saved, type } = connected(t)
  type('a')
  server.deny('viewers may read only')
  assert.equal(saved.state, 'refused')
  assert.equal(saved.reason, 'viewers may read only')
})

test('waits until all that was typed has committed', async t => {
  const { server, saved, type } = connected(t)
  type('a')
  type('b')
  let isOver = false
  const waiting = saved.allCommitted().then(all => { isOver = true; return all })
  await Promise.resolve()
  assert.equal(isOver, false)
  server.commit()
  assert.equal(await waiting, true)
  assert.equal(await saved.allCommitted(), true)
})

test('waits no longer for what is refused, or while there is no server', async t => {
  const { server, saved, type } = connected(t)
  type('a')
  const waiting = saved.allCommitted()
  server.deny('viewers may read only')
  assert.equal(await waiting, false)
  server.crash()
  t.mock.timers.tick(10_000)
  server.refuse()
  assert.equal(await saved.allCommitted(), false)
})

test('reports each change once', t => {
  const { server, saved, type } = connected(t)
  const reported = []
  saved.on('change', state => reported.push(state))
  type('a')
  server.commit()
  server.committingOf(updateOf(doc => doc.getText('t').insert(0, 'other')))
  assert.deepEqual(reported, ['saving', 'saved'])
})

test('leaves the provider as it was', t => {
  const { provider, saved, server, type } = connected(t)
  saved.destroy()
  type('a')
  server.commit()
  assert.equal(saved.outstanding, 0)
  assert.equal(provider.messageHandlers[0].length, 5)
})
