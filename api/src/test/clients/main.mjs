/** Hosts the clients of a test and does with them what the test says, see json-lines.mjs. Byte arrays are base64 text. */
import { Client, haveConverged } from './client.mjs'
import { answerLines } from './json-lines.mjs'
import { until } from './until.mjs'

process.setMaxListeners(0) // each provider has one for the exit

/** @type {Map<string, Client>} */
const clients = new Map()

const named = name => {
  const client = clients.get(name)
  if (!client) throw new Error(`no client ${name}, there are ${[...clients.keys()].join(', ')}`)
  return client
}

await answerLines({
  open: async ({ client, kind, address }) => {
    if (clients.has(client)) throw new Error(`there is a client ${client}`)
    clients.set(client, await Client.create(client, kind, address))
  },
  close: ({ client }) => {
    named(client).close()
    clients.delete(client)
  },
  closeAll: () => {
    clients.forEach(client => client.close())
    clients.clear()
  },

  // Connections
  goOnline: ({ clients }) => clients.forEach(client => named(client).provider.goOnline()),
  goOffline: ({ clients }) => clients.forEach(client => named(client).provider.goOffline()),
  dropSocket: ({ client }) => named(client).provider.dropSocket(),
  send: ({ client, bytes }) => named(client).provider.send(Buffer.from(bytes, 'base64')),

  /** @returns `{ status, response }` */
  request: ({ client, event, payload }) => named(client).provider.request(event, payload),

  // Edits
  insertText: ({ client, at, text }) => named(client).notes.insert(at, text),
  setKey: ({ client, key, value }) => named(client).workflow.set(key, value),
  addJob: ({ client, jobId, name, body }) => named(client).addJob(jobId, name, body),
  setKeyOfJob: ({ client, index, key, value }) => named(client).setKeyOfJob(index, key, value),
  insertIntoBody: ({ client, index, at, text }) => named(client).insertIntoBody(index, at, text),
  startTyping: ({ client, seed, everyMillis }) => named(client).startTyping(seed, everyMillis),
  stopTyping: ({ client }) => named(client).stopTyping(),
  sendTwice: ({ client }) => named(client).sendTwice(),
  framesSentTwice: ({ client }) => named(client).framesSentTwice,

  // What is there
  content: ({ client }) => named(client).content(),
  outstanding: ({ client }) => named(client).provider.outstanding(),
  events: ({ client }) => named(client).events,
  hasAllOf: ({ client, others }) => named(client).hasAllOf(others.flatMap(other => named(other).received)),

  // Waiting
  awaitSynced: ({ client }) => named(client).awaitSynced(),
  awaitSaved: ({ client }) => named(client).awaitSaved(),
  awaitReceived: ({ client, count }) => named(client).awaitReceived(count),
  awaitAllOf: ({ client, others }) => named(client).awaitAllOf(others.flatMap(other => named(other).received)),
  awaitNotes: ({ client, expected }) => named(client).awaitNotes(expected),
  awaitValue: ({ client, pointer, expected }) => named(client).awaitValue(pointer, expected),
  awaitEvent: ({ client, event, count }) => named(client).awaitEvent(event, count),
  awaitConverged: ({ clients }) => {
    const all = clients.map(named)
    return until('all to have the same content', () => haveConverged(all), () => all.map(client => client.describe()))
  }
})
