/**
 * Runs a script of edits that was written by another implementation, and tells the updates that came of each step, so
 * that both can be compared byte by byte.
 */
import * as Y from 'yjs'
import { base64, bytesOf, describe, getRoot, suppressFormatCleanup } from './describe.mjs'

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
  if ('$doc' in json) return new Y.Doc({ guid: json.$doc })
  if ('$type' in json) return typeOf[json.$type](json.of)
  return reviveMembers(json)
}

/** @param {Array<string|number>} path name of a root, then keys and indexes */
const find = (doc, roots, path) => path.slice(1).reduce(
  (type, step) => type.get(step),
  getRoot(doc, path[0], roots[path[0]])
)

const edits = {
  insertText: (text, { index, text: inserted, attributes }) =>
    attributes === undefined ? text.insert(index, inserted) : text.insert(index, inserted, revive(attributes)),
  insertEmbed: (text, { index, embed, attributes }) => text.insertEmbed(index, revive(embed), revive(attributes ?? {})),
  deleteText: (text, { index, length }) => text.delete(index, length),
  format: (text, { index, length, attributes }) => text.format(index, length, revive(attributes)),
  applyDelta: (text, { delta }) => text.applyDelta(delta.map(reviveMembers)),
  insert: (list, { index, values }) => list.insert(index, values.map(revive)),
  delete: (list, { index, length }) => list.delete(index, length),
  set: (map, { key, value }) => map.set(key, revive(value)),
  remove: (map, { key }) => map.delete(key),
  clear: map => map.clear(),
  setAttribute: (type, { key, value }) => type.setAttribute(key, revive(value)),
  removeAttribute: (type, { key }) => type.removeAttribute(key)
}

class Client {
  constructor ({ clientId, gc, undo }, roots) {
    this.doc = new Y.Doc({ gc })
    this.doc.clientID = clientId
    suppressFormatCleanup(this.doc)
    this.roots = roots
    const types = Object.entries(roots).map(([name, kind]) => getRoot(this.doc, name, kind))
    this.undoManager = undo ? new Y.UndoManager(types, { captureTimeout: 0 }) : null
    this.updates = []
    this.doc.on('update', update => this.updates.push(base64(update)))
  }

  edit (list) {
    this.doc.transact(() => {
      for (const { edit, path, ...of } of list) edits[edit](find(this.doc, this.roots, path), of)
    })
  }

  takeUpdates () {
    return this.updates.splice(0)
  }
}

/**
 * @param {{clients: Array<{clientId: number, gc: boolean, undo: boolean}>, roots: Object<string, string>,
 *     steps: Array<object>, trace: boolean}} script
 * @return the updates of each step, with `trace` also what the client's document writes after it, and what every client's
 *     document is like at the end
 */
export const runScript = ({ clients: descriptions, roots, steps, trace }) => {
  const clients = descriptions.map(description => new Client(description, roots))
  const bytes = []
  const updates = steps.map(step => {
    const client = clients[step.client]
    if (step.edits) client.edit(step.edits)
    else if (step.undo) client.undoManager.undo()
    else if (step.redo) client.undoManager.redo()
    else {
      const from = clients[step.from]
      Y.applyUpdate(client.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(client.doc)))
    }
    if (trace) bytes.push(base64(Y.encodeStateAsUpdate(client.doc)))
    return client.takeUpdates()
  })
  return {
    updates,
    bytes,
    states: clients.map(({ doc }, index) => ({ after: index, ...describe(doc, roots) }))
  }
}
