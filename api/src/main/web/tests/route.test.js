import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { creating, parseRoute, workflowHash } from '../src/route.js'

const ID = '3f0e9a52-7f0b-4f43-9d0c-8a4b8f9a1c11'

beforeEach(() => {
  const kept = new Map()
  globalThis.sessionStorage = {
    getItem: key => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
    removeItem: key => kept.delete(key)
  }
})

test('a workflow has an address of its own', () => {
  assert.deepEqual(parseRoute(workflowHash(ID)), { view: 'workflow', workflowId: ID })
  assert.deepEqual(parseRoute(workflowHash(ID.toUpperCase())), { view: 'workflow', workflowId: ID })
})

test('any other address is the list', () => {
  for (const hash of ['', '#', '#/', '#/w/', '#/w/not-an-id', `#/w/${ID}/more`]) assert.deepEqual(parseRoute(hash), { view: 'list' }, hash)
})

test('an id made here is to be created until it exists, and no other id is', () => {
  creating.start(ID, 'Sync')
  assert.deepEqual(creating.of(ID), { workflowId: ID, name: 'Sync' })
  assert.equal(creating.of('3f0e9a52-7f0b-4f43-9d0c-8a4b8f9a1c12'), null)
  creating.done()
  assert.equal(creating.of(ID), null)
})
