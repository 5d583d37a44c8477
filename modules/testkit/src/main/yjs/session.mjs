/**
 * Random sessions: a few clients that edit, exchange some of what they wrote, late, twice, in another order or never,
 * and an observer that gets a shuffled record of it all. The observer's document at some places on the way is the
 * expectation that another implementation is compared with.
 */
import * as Y from 'yjs'
import { Random } from './random.mjs'
import { edit, writeLegacyJson } from './edits.mjs'
import { base64, describe, getRoot, suppressFormatCleanup } from './describe.mjs'

const allRoots = { text: 'text', map: 'map', array: 'array', xml: 'xmlFragment', element: 'xmlElement', xmltext: 'xmlText' }

const clientId = (random, index) => {
  switch (random.below(8)) {
    case 0: return 2 ** 53 - 1 - random.below(1000) - index * 1000
    case 1:
    case 2: return random.uint32()
    default: return index + 1
  }
}

class Client {
  constructor (random, index, roots, record) {
    this.random = random
    this.doc = new Y.Doc({ gc: !random.oneIn(4), guid: `client-${index}` })
    this.doc.clientID = clientId(random, index)
    this.roots = Object.entries(roots).map(([name, kind]) => getRoot(this.doc, name, kind))
    this.inbox = []
    this.undoManager = random.oneIn(3)
      ? new Y.UndoManager(this.roots, { captureTimeout: random.oneIn(2) ? 0 : Number.MAX_SAFE_INTEGER })
      : null
    if (random.oneIn(6)) writeLegacyJson(this.doc)
    if (random.oneIn(3)) suppressFormatCleanup(this.doc)
    this.doc.on('update', (update, origin) => {
      // What came from elsewhere is in the record already; what the format clean-up does in its wake is not.
      if (origin !== 'network') record(update, this)
    })
  }

  edit () {
    const edits = this.random.oneIn(4) ? this.random.between(2, 6) : 1
    this.doc.transact(() => {
      for (let i = 0; i < edits; i++) edit(this.random, this.roots)
    })
  }

  undoOrRedo () {
    if (this.random.oneIn(3)) this.undoManager.redo()
    else this.undoManager.undo()
    if (this.random.oneIn(3)) this.undoManager.stopCapturing()
  }

  loadOrDestroySubdocument () {
    if (this.doc.subdocs.size === 0) return
    const subdocument = this.random.pick([...this.doc.subdocs])
    if (this.random.oneIn(2)) subdocument.load()
    else subdocument.destroy()
  }

  receive (update) {
    if (this.random.oneIn(8)) Y.applyUpdateV2(this.doc, Y.convertUpdateFormatV1ToV2(update), 'network')
    else Y.applyUpdate(this.doc, update, 'network')
  }

  /** Takes some message from the inbox, not always the oldest, and not always out of it. */
  deliver () {
    if (this.inbox.length === 0) return
    const index = this.random.oneIn(3) ? this.random.below(this.inbox.length) : 0
    const update = this.inbox[index]
    if (!this.random.oneIn(10)) this.inbox.splice(index, 1)
    if (this.random.oneIn(20)) return
    if (this.random.oneIn(10) && this.inbox.length > 0) this.receive(Y.mergeUpdates([update, this.random.pick(this.inbox)]))
    else this.receive(update)
  }
}

/** A few exchanges in the list: nobody waits for the network to keep an order. */
const shuffleSome = (random, list) => {
  for (let i = 0; i < list.length; i++) {
    if (random.oneIn(3)) {
      const other = Math.min(list.length - 1, i + random.below(6));
      [list[i], list[other]] = [list[other], list[i]]
    }
  }
}

/**
 * @param {number} seed
 * @param {{roots?: Object<string, string>, steps?: number}} options kinds of roots by name; the number of steps
 * @return what was sent to the observer, in the case format of `doc eval`, and what the observer's document was like
 *     after so many of the updates
 */
export const makeSession = (seed, options = {}) => {
  const random = new Random(seed)
  const names = Object.keys(options.roots ?? allRoots).filter(() => !random.oneIn(3))
  const roots = Object.fromEntries((names.length > 0 ? names : ['text']).map(name => [name, (options.roots ?? allRoots)[name]]))
  const sent = []
  const clients = []
  const record = (update, author) => {
    sent.push(update)
    for (const client of clients) if (client !== author) client.inbox.push(update)
  }
  const count = random.between(2, random.oneIn(3) ? 8 : 3)
  for (let index = 0; index < count; index++) clients.push(new Client(random, index, roots, record))

  const steps = options.steps ?? random.between(5, random.oneIn(5) ? 120 : 40)
  for (let step = 0; step < steps; step++) {
    const client = random.pick(clients)
    const choice = random.below(12)
    if (choice < 6) client.edit()
    else if (choice < 9) client.deliver()
    else if (choice < 10 && client.undoManager !== null) client.undoOrRedo()
    else if (choice < 11) {
      const other = random.pick(clients)
      const difference = Y.encodeStateAsUpdate(other.doc, Y.encodeStateVector(client.doc))
      client.receive(difference)
      if (random.oneIn(3)) sent.push(difference)
    } else if (random.oneIn(4)) sent.push(Y.encodeStateAsUpdate(client.doc))
    else client.loadOrDestroySubdocument()
  }
  if (random.oneIn(3)) sent.push(Y.encodeStateAsUpdate(random.pick(clients).doc))

  shuffleSome(random, sent)
  const lossy = random.oneIn(4)
  const encoding = random.oneIn(4) ? 'v2' : 'v1'
  const updates = sent.flatMap(update => {
    if (lossy && random.oneIn(5)) return []
    const encoded = encoding === 'v2' ? Y.convertUpdateFormatV1ToV2(update) : update
    return random.oneIn(12) ? [encoded, encoded] : [encoded]
  })
  const gc = !random.oneIn(3)
  const cleanUp = random.oneIn(6)
  const checkpoints = new Set([updates.length, random.below(updates.length + 1)])
  if (random.oneIn(4)) for (let i = 1; i < updates.length; i++) checkpoints.add(i)
  return {
    id: String(seed),
    encoding,
    gc,
    cleanUp,
    roots,
    updates: updates.map(base64),
    states: observe({ encoding, gc, cleanUp, roots, updates }, checkpoints)
  }
}

/**
 * Applies updates to a fresh document.
 *
 * @param {Set<number>} checkpoints numbers of updates after which the document is described
 * @return {Array<object>} a description each, with `after`: the number of updates
 */
export const observe = ({ encoding, gc, cleanUp, roots, updates }, checkpoints) => {
  const doc = new Y.Doc({ gc })
  if (cleanUp) Object.entries(roots).forEach(([name, kind]) => getRoot(doc, name, kind))
  else suppressFormatCleanup(doc)
  const states = []
  const describeAfter = after => {
    if (checkpoints.has(after)) states.push({ after, ...describe(doc, roots) })
  }
  describeAfter(0)
  updates.forEach((update, index) => {
    if (encoding === 'v2') Y.applyUpdateV2(doc, update)
    else Y.applyUpdate(doc, update)
    describeAfter(index + 1)
  })
  return states
}
