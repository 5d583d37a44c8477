/** What a document looks like from outside: everything that two replicas must agree on. */
import * as Y from 'yjs'

export const base64 = bytes => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
export const bytesOf = text => new Uint8Array(Buffer.from(text, 'base64'))

const typeOfKind = {
  text: Y.Text,
  map: Y.Map,
  array: Y.Array,
  xmlFragment: Y.XmlFragment,
  xmlText: Y.XmlText
}

export const getRoot = (doc, name, kind) =>
  kind === 'xmlElement' ? doc.getXmlElement(name) : doc.get(name, typeOfKind[kind])

/**
 * A value as JSON can hold it without loss of what matters: bytes as base64 text, what JSON has no word for as an
 * object with one member whose name starts with `$`; members that are undefined are left out.
 */
export const plain = value => {
  if (value === undefined) return { $undefined: true }
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : { $number: String(value) }
  if (typeof value === 'bigint') return { $bigint: String(value) }
  if (value instanceof Uint8Array) return base64(value)
  if (value instanceof Y.Doc) return { $doc: value.guid }
  if (value instanceof Y.AbstractType) return { $type: value.constructor.name.replace(/^_/, ''), value: plain(value.toJSON()) }
  if (Array.isArray(value)) return value.map(plain)
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined).map(([key, member]) => [key, plain(member)]))
}

const attributesOf = type => plain(type.getAttributes())

/** An XML type with everything that toString leaves out: attributes that aren't text, formats, embeds. */
const xmlTree = type => {
  if (type instanceof Y.XmlText) return { text: plain(type.toDelta()), attributes: attributesOf(type) }
  if (type instanceof Y.XmlHook) return { hook: type.hookName, value: plain(type.toJSON()) }
  if (type instanceof Y.XmlElement) return { element: type.nodeName, attributes: attributesOf(type), children: type.toArray().map(xmlTree) }
  if (type instanceof Y.XmlFragment) return { children: type.toArray().map(xmlTree) }
  return plain(type)
}

const describeRoot = (doc, name, kind) => {
  const type = getRoot(doc, name, kind)
  switch (kind) {
    case 'text':
      return { string: type.toString(), delta: plain(type.toDelta()), attributes: attributesOf(type) }
    case 'xmlText':
      return { string: type.toString(), delta: plain(type.toDelta()), attributes: attributesOf(type) }
    case 'xmlFragment':
    case 'xmlElement':
      return { string: type.toString(), tree: xmlTree(type) }
    default:
      return { json: plain(type.toJSON()) }
  }
}

/**
 * The content of the given roots, read from a copy: asking a document for a root gives that root a type, and a typed
 * text tidies its formats when the next remote update comes.
 */
export const describeContent = (doc, roots) => {
  const copy = new Y.Doc({ gc: doc.gc })
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return Object.fromEntries(Object.entries(roots).map(([name, kind]) => [name, describeRoot(copy, name, kind)]))
}

/** The bytes that a document writes, and those that it writes after having loaded its own. */
export const describeBytes = doc => {
  const update = Y.encodeStateAsUpdate(doc)
  const updateV2 = Y.encodeStateAsUpdateV2(doc)
  const reloaded = new Y.Doc({ gc: doc.gc })
  suppressFormatCleanup(reloaded)
  Y.applyUpdate(reloaded, update)
  return {
    stateVector: base64(Y.encodeStateVector(doc)),
    snapshot: base64(Y.encodeSnapshot(Y.snapshot(doc))),
    update: base64(update),
    updateV2: base64(updateV2),
    reloadedUpdate: base64(Y.encodeStateAsUpdate(reloaded)),
    reloadedUpdateV2: base64(Y.encodeStateAsUpdateV2(reloaded)),
    pending: doc.store.pendingStructs !== null || doc.store.pendingDs !== null
  }
}

export const describe = (doc, roots) => ({ roots: describeContent(doc, roots), ...describeBytes(doc) })

/**
 * Keeps a document from deleting superfluous formats by itself after remote updates, which a server must not do.
 * Nested texts are always typed, so that leaving the roots untyped isn't enough.
 */
export const suppressFormatCleanup = doc => {
  doc.on('afterTransaction', transaction => { transaction._needFormattingCleanup = false })
}
