/** One client of a script: its document, and everything about it that is compared with the other implementation. */
import * as Y from 'yjs'
import { base64, bytesOf, getRoot, plain, suppressFormatCleanup } from './describe.mjs'

const typeOf = {
  YMap: entries => new Y.Map(Object.entries(reviveMembers(entries))),
  YArray: elements => Y.Array.from(elements.map(revive)),
  YText: text => new Y.Text(text),
  YXmlText: text => new Y.XmlText(text),
  YXmlElement: name => new Y.XmlElement(name),
  YXmlHook: name => new Y.XmlHook(name)
}

const reviveMembers = members => Object.fromEntries(Object.entries(members).map(([key, value]) => [key, revive(value)]))

/** The value that its JSON stands for; what JSON has no word for is an object with a member whose name starts with `$`. */
const revive = json => {
  if (json === null || typeof json !== 'object') return json
  if (Array.isArray(json)) return json.map(revive)
  if ('$undefined' in json) return undefined
  if ('$number' in json) return Number(json.$number)
  if ('$bigint' in json) return BigInt(json.$bigint)
  if ('$bytes' in json) return bytesOf(json.$bytes)
  if ('$doc' in json) return new Y.Doc({ guid: json.$doc, ...json.options })
  if ('$type' in json) return typeOf[json.$type](json.of)
  return reviveMembers(json)
}

const edits = {
  insertText: (text, { index, text: inserted, attributes }) =>
    attributes === undefined ? text.insert(index, inserted) : text.insert(index, inserted, revive(attributes)),
  insertEmbed: (text, { index, embed, attributes }) => text.insertEmbed(index, revive(embed), revive(attributes ?? {})),
  deleteText: (text, { index, length }) => text.delete(index, length),
  format: (text, { index, length, attributes }) => text.format(index, length, revive(attributes)),
  applyDelta: (text, { delta }) => text.applyDelta(delta.map(reviveMembers)),
  insert: (list, { index, values }) => list.insert(index, values.map(revive)),
  push: (list, { values }) => list.push(values.map(revive)),
  unshift: (list, { values }) => list.unshift(values.map(revive)),
  insertBehind: (xml, { child, values }) => xml.insertAfter(child === undefined ? null : xml.get(child), values.map(revive)),
  insertCopy: (list, { index, of }, find) => list.insert(index, [find(of).clone()]),
  delete: (list, { index, length }) => list.delete(index, length),
  set: (map, { key, value }) => map.set(key, revive(value)),
  setCopy: (map, { key, of }, find) => map.set(key, find(of).clone()),
  remove: (map, { key }) => map.delete(key),
  clear: map => map.clear(),
  setAttribute: (type, { key, value }) => type.setAttribute(key, revive(value)),
  removeAttribute: (type, { key }) => type.removeAttribute(key)
}

/** A value that an event speaks of; of types the class alone: what is in them may be gone. */
const named = value => {
  if (value instanceof Y.AbstractType) return { $type: value.constructor.name.replace(/^_/, '') }
  return Array.isArray(value) ? value.map(named) : plain(value)
}

const describeChange = ({ insert, retain, delete: deleted, attributes }) => ({
  ...(insert !== undefined ? { insert: named(insert) } : {}),
  ...(retain !== undefined ? { retain } : {}),
  ...(deleted !== undefined ? { delete: deleted } : {}),
  ...(attributes !== undefined && Object.keys(attributes).length > 0 ? { attributes: plain(attributes) } : {})
})

const describeEvent = event => ({
  target: named(event.target).$type,
  path: event.path,
  delta: event.delta.map(describeChange),
  keys: Object.fromEntries([...event.keys].map(([key, { action, oldValue }]) =>
    [key, { action, ...(action === 'add' ? {} : { oldValue: named(oldValue) }) }]))
})

const guids = docs => [...docs].map(doc => doc.guid)

export class Client {
  constructor ({ clientId, gc, undo, watch, cleanUp }, roots) {
    this.doc = new Y.Doc({ gc })
    this.doc.clientID = clientId
    if (!cleanUp) suppressFormatCleanup(this.doc)
    this.roots = roots
    this.types = Object.entries(roots).map(([name, kind]) => getRoot(this.doc, name, kind))
    this.undoManager = undo ? new Y.UndoManager(this.types, { captureTimeout: undo.captureTimeout }) : null
    this.updates = []
    this.told = []
    this.snapshots = []
    this.positions = []
    this.doc.on('update', update => this.updates.push(base64(update)))
    this.doc.on('subdocs', ({ added, removed, loaded }) =>
      this.told.push({ added: guids(added), removed: guids(removed), loaded: guids(loaded) }))
    if (watch) this.types.forEach((type, root) => type.observeDeep(events => this.told.push({ root, events: events.map(describeEvent) })))
  }

  /** @param {Array<string|number>} path name of a root, then keys and indexes */
  find (path) {
    return path.slice(1).reduce((type, step) => type.get(step), getRoot(this.doc, path[0], this.roots[path[0]]))
  }

  edit (list) {
    this.doc.transact(() => {
      for (const { edit, path, ...of } of list) edits[edit](this.find(path), of, other => this.find(other))
    })
  }

  takeSnapshot () {
    const snapshot = Y.snapshot(this.doc)
    this.snapshots.push(snapshot)
    return { v1: base64(Y.encodeSnapshot(snapshot)), v2: base64(Y.encodeSnapshotV2(snapshot)) }
  }

  takePosition ({ path, index, assoc }) {
    const position = Y.createRelativePositionFromTypeIndex(this.find(path), index, assoc)
    this.positions.push(position)
    return base64(Y.encodeRelativePosition(position))
  }

  /** Loads or destroys a subdocument. */
  askSubdocument ({ number, ask }) {
    [...this.doc.subdocs][number][ask]()
  }

  takeUpdates () {
    return this.updates.splice(0)
  }

  takeTold () {
    return this.told.splice(0)
  }

  /** Where the positions are by now: the index, or null for one that nothing is left of. */
  describePositions () {
    return this.positions.map(position => Y.createAbsolutePositionFromRelativePosition(position, this.doc)?.index ?? null)
  }

  /** What the document and its texts were at each snapshot, and how they changed since the one before. */
  describeSnapshots () {
    if (this.doc.gc) return []
    return this.snapshots.map((snapshot, i) => ({
      restored: base64(Y.encodeStateAsUpdate(Y.createDocFromSnapshot(this.doc, snapshot))),
      deltas: this.types.filter(type => type instanceof Y.Text).map(text =>
        text.toDelta(snapshot, this.snapshots[i - 1], (type, { client }) => ({ type, user: client })).map(describeChange))
    }))
  }

  describeSubdocuments () {
    return [...this.doc.subdocs].map(({ guid, shouldLoad, autoLoad, meta }) => ({ guid, shouldLoad, autoLoad, meta: plain(meta ?? null) }))
  }
}
