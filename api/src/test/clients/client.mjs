/** One person at one document: a Yjs document, a stock provider that connects it, and a record of all that the provider told. */
import * as Y from 'yjs'
import { sendingTwice } from './duplicated-frames.mjs'
import { until } from './until.mjs'

export class Client {
  /** What the provider told, oldest first. @type {{ event: string, [detail: string]: unknown }[]} */
  events = []
  /** Each update that came from the server, acknowledgements of own ones included. @type {Uint8Array[]} */
  received = []
  /** How many frames with own typing were sent twice. */
  framesSentTwice = 0
  #typing = null
  #sendsTwice = false

  /**
   * @param {string} name for messages
   * @param {string} kind name of a file in providers/
   * @param {object} address as that provider wants it: `url`, `room`, `params`
   */
  static async create (name, kind, address) {
    const client = new Client(name)
    const { connect } = await import(`./providers/${kind}.mjs`)
    client.provider = connect(client.doc, address, {
      event: (event, details = {}) => client.events.push({ event, ...details }),
      received: update => client.received.push(update.slice())
    })
    return client
  }

  constructor (name) {
    this.name = name
    this.doc = new Y.Doc()
    this.notes = this.doc.getText('notes')
    this.workflow = this.doc.getMap('workflow')
    this.jobs = this.doc.getArray('jobs')
    this.errors = this.doc.getMap('errors')
  }

  /** Content of all roots, which says nothing about where it came from. */
  content () {
    return this.doc.toJSON()
  }

  describe () {
    return {
      client: this.name,
      synced: this.provider.isSynced(),
      outstanding: this.provider.outstanding(),
      content: this.content(),
      events: this.events.slice(-10)
    }
  }

  awaitSynced () {
    return until(`${this.name} to be synced`, () => this.provider.isSynced(), () => this.describe())
  }

  awaitSaved () {
    return until(`${this.name} to have all saved`, () => this.provider.isSynced() && this.provider.outstanding() === 0, () => this.describe())
  }

  /** Counts from now on. */
  awaitReceived (count) {
    const enough = this.received.length + count
    return until(`${this.name} to receive ${count} updates`, () => this.received.length >= enough, () => this.describe())
  }

  awaitNotes (expected) {
    return until(`${this.name} to read ${JSON.stringify(expected)}`, () => this.notes.toString() === expected, () => this.describe())
  }

  /** A node hears a moment later of what another one has committed. */
  awaitAllOf (updates) {
    return until(`${this.name} to have all of ${updates.length} updates`, () => this.hasAllOf(updates), () => this.describe())
  }

  /** @param {string} pointer to a value of the content, such as `/jobs/0/name` */
  awaitValue (pointer, expected) {
    const wanted = JSON.stringify(expected)
    const value = () => pointer.split('/').slice(1).reduce((within, key) => within?.[key], this.content()) ?? null
    return until(`${this.name} to have ${wanted} at ${pointer}`, () => JSON.stringify(value()) === wanted, () => this.describe())
  }

  awaitEvent (event, count) {
    return until(`${count} × ${event} at ${this.name}`, () => this.events.filter(told => told.event === event).length >= count, () => this.describe())
  }

  addJob (id, name, body) {
    this.jobs.push([new Y.Map([['id', id], ['name', name], ['body', new Y.Text(body)]])])
  }

  setKeyOfJob (index, key, value) {
    this.jobs.get(index).set(key, value)
  }

  insertIntoBody (index, at, text) {
    this.jobs.get(index).get('body').insert(at, text)
  }

  /** Goes on inserting and removing characters of the notes, at places that only the seed decides. */
  startTyping (seed, everyMillis) {
    const random = randomOf(seed)
    const below = bound => Math.floor(random() * bound)
    const typeOn = () => {
      const { length } = this.notes
      if (length > 10 && below(4) === 0) this.notes.delete(below(length - 1), 1)
      else this.notes.insert(below(length + 1), String.fromCharCode(97 + below(26)))
    }
    this.stopTyping()
    this.#typing = setInterval(() => {
      if (this.#sendsTwice) this.framesSentTwice += sendingTwice(typeOn)
      else typeOn()
    }, everyMillis)
  }

  /** From now on, each frame with own typing is sent twice. */
  sendTwice () {
    this.#sendsTwice = true
  }

  stopTyping () {
    clearInterval(this.#typing)
  }

  /** Whether everything in these updates is in this document, be it that it still waits for what it builds upon. */
  hasAllOf (updates) {
    const copy = new Y.Doc()
    const before = Y.encodeStateAsUpdate(this.doc)
    Y.applyUpdate(copy, before)
    for (const update of updates) Y.applyUpdate(copy, update)
    return Buffer.from(before).equals(Y.encodeStateAsUpdate(copy))
  }

  close () {
    this.stopTyping()
    this.provider.destroy()
    this.doc.destroy()
  }
}

/** The same content, out of the same edits. */
export function haveConverged (clients) {
  const [first, ...others] = clients.map(({ doc }) => ({ snapshot: Y.snapshot(doc), content: JSON.stringify(doc.toJSON()) }))
  return others.every(({ snapshot, content }) => content === first.content && Y.equalSnapshots(snapshot, first.snapshot))
}

/** mulberry32: numbers in [0, 1), the same ones for the same seed. */
function randomOf (seed) {
  let state = seed | 0
  return () => {
    state = (state + 0x6D2B79F5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
