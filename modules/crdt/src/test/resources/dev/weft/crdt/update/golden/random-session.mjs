// Random editing sessions of several Yjs documents, which draw everything from one seed.
import * as Y from 'yjs'

export class Random {
  constructor (seed) { this.state = seed >>> 0 }

  /** mulberry32: a number in [0, 1). */
  next () {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let t = this.state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }

  int (bound) { return Math.floor(this.next() * bound) }

  pick (list) { return list[this.int(list.length)] }

  chance (probability) { return this.next() < probability }
}

const words = ['a', 'Weft', 'köln', '漢字', '😀', '👨‍👩‍👧', '\u0000', 'e\u0301', '\ud83d', '\ude00x', 'line\n', '"quoted\\"', 'x'.repeat(70)]
const keys = ['k', 'name', 'Ä', '😀', '10', '9', '', 'bold', '__key']

/** A value that JSON can hold. */
const json = (random, depth = 2) => {
  const simple = [null, true, false, 0, -1, 1.5, 0.1, 1e21, 1e-7, 123456789012, 5e-324, 2e-323, -2147483648, 1e300, 'text', '', '\ud83d', 'é\u2028\u0007']
  if (depth === 0 || random.chance(0.6)) return random.pick(simple)
  if (random.chance(0.5)) return Array.from({ length: random.int(4) }, () => json(random, depth - 1))
  return Object.fromEntries(Array.from({ length: random.int(4) }, () => [random.pick(keys), json(random, depth - 1)]))
}

/** A value of an array or a map: JSON, or what only lib0's any encoding holds. */
const any = random => random.chance(0.7)
  ? json(random)
  : random.pick([undefined, -0, NaN, Infinity, 2147483648, 16777217, 10n, -(2n ** 63n), { a: undefined }, [new Uint8Array([1, 2])]])

const newType = random => {
  switch (random.int(6)) {
    case 0: return new Y.Array()
    case 1: return new Y.Map()
    case 2: return new Y.Text(random.pick(words))
    case 3: return new Y.XmlElement(random.pick(['p', 'div', 'é']))
    case 4: return new Y.XmlText('xml')
    default: return new Y.XmlHook('hook')
  }
}

let guids = 0
const content = random => {
  if (random.chance(0.2)) return newType(random)
  if (random.chance(0.1)) return new Uint8Array(Array.from({ length: random.int(5) }, () => random.int(256)))
  if (random.chance(0.08)) {
    return new Y.Doc({ guid: 'guid-' + guids++, gc: random.chance(0.5), autoLoad: random.chance(0.5), meta: random.pick([null, { title: 'é' }, 7]) })
  }
  return any(random)
}

/** Arrays refuse undefined and bigint unless they are inside another value. */
const arrayElement = value => value === undefined || typeof value === 'bigint' ? [value] : value

const editText = (random, text) => {
  const at = random.int(text.length + 1)
  const length = Math.min(text.length - at, random.int(5))
  switch (random.int(8)) {
    case 0: if (length > 0) text.delete(at, length); break
    case 1: if (length > 0) text.format(at, length, { [random.pick(['bold', 'color'])]: random.pick([true, null, 'red', json(random)]) }); break
    case 2: text.insertEmbed(at, { embed: json(random) }, random.chance(0.5) ? { bold: true } : undefined); break
    case 3: text.insertEmbed(at, newType(random)); break
    default: text.insert(at, random.pick(words))
  }
}

const editArray = (random, array) => {
  const at = random.int(array.length + 1)
  if (random.chance(0.3) && at < array.length) array.delete(at, 1 + random.int(array.length - at))
  else array.insert(at, Array.from({ length: 1 + random.int(3) }, () => arrayElement(content(random))))
}

const editMap = (random, map) => {
  const key = random.pick(keys)
  if (random.chance(0.25)) map.delete(key)
  else map.set(key, content(random))
}

const editXml = (random, fragment) => {
  const at = random.int(fragment.length + 1)
  if (random.chance(0.3) && at < fragment.length) fragment.delete(at, 1)
  else {
    const node = random.chance(0.5) ? new Y.XmlElement(random.pick(['p', 'h1'])) : new Y.XmlText(random.pick(words))
    fragment.insert(at, [node])
    if (node instanceof Y.XmlElement) node.setAttribute('class', random.pick(words))
  }
}

const editType = (random, type) => {
  if (type instanceof Y.XmlHook) editMap(random, type)
  else if (type instanceof Y.Text) editText(random, type)
  else if (type instanceof Y.Array) editArray(random, type)
  else if (type instanceof Y.Map) editMap(random, type)
  else editXml(random, type)
}

const nested = (random, type) => {
  const children = (type instanceof Y.Array || type instanceof Y.XmlFragment) ? type.toArray() : (type instanceof Y.Map ? [...type.values()] : [])
  const types = children.filter(child => child instanceof Y.AbstractType)
  return types.length > 0 && random.chance(0.6) ? nested(random, random.pick(types)) : type
}

const edit = (random, doc) => doc.transact(() => {
  for (let edits = 1 + random.int(3); edits > 0; edits--) {
    const roots = [doc.getText('text'), doc.getArray('array'), doc.getMap('map'), doc.getXmlFragment('xml')]
    editType(random, nested(random, random.pick(roots)))
  }
})

/** Plays a session: documents that edit and now and then sync, ending equal. Returns the documents and the updates of each edit. */
export const playSession = (seed, steps) => {
  const random = new Random(seed)
  const updates = []
  const updatesV2 = []
  const gc = random.chance(0.7)
  const docs = Array.from({ length: 2 + random.int(3) }, (_, i) => {
    const doc = new Y.Doc({ gc })
    doc.clientID = random.chance(0.3) ? i + 1 : Math.floor(random.next() * 4294967296)
    doc.on('update', (update, origin) => { if (origin !== 'sync') updates.push(update) })
    doc.on('updateV2', (update, origin) => { if (origin !== 'sync') updatesV2.push(update) })
    return doc
  })
  const sync = (from, to) => Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)), 'sync')
  for (let step = 0; step < steps; step++) {
    if (random.chance(0.75)) edit(random, random.pick(docs))
    else sync(random.pick(docs), random.pick(docs))
  }
  for (const from of docs) sync(from, docs[0])
  for (const to of docs) sync(docs[0], to)
  return { random, docs, updates, updatesV2 }
}
