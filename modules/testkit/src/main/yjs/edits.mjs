/** Random edits of one document: every type, every kind of content, at random places. */
import * as Y from 'yjs'

const words = [
  'a', 'hello ', 'x', 'Weft', '0123456789', 'é', 'a\u0301', '😀', '👩‍👩‍👧', 'مرحبا', '\u0000', 'z\u0000z', '\n', '<&">', '\uFFFD', '\uFEFF', 'ﬁ', '漢字', '\u007F\u0080\u07FF\u0800\uFFFF',
  '𝒳𝒴', '\uD83D', '\uDE00', 'lorem ipsum dolor sit amet, consectetur adipiscing elit'
]
// No 'constructor': Yjs asks a value for that to tell what it is.
const memberNames = ['k', 'key', 'name', '', 'ключ', 'a\u0000b', '😀', '__proto', '10', '9']
const keys = [...memberNames, 'constructor']
/** Mostly one of two, so that clients overwrite each other. */
const mapKey = random => random.oneIn(3) ? random.pick(keys) : keys[random.below(2)]
const formats = [['bold', true], ['bold', false], ['italic', true], ['color', 'red'], ['color', 'blue'], ['size', 12], ['link', { href: 'https://example.org', deep: [1, null] }]]
const elementNames = ['p', 'h1', 'paragraph', 'UPPER', 'ns:tag']

const attributesOfText = random => Object.fromEntries(
  Array.from({ length: random.between(1, 2) }, () => random.oneIn(3) ? [random.pick(formats)[0], null] : random.pick(formats)))

const number = random => random.pick([
  0, -0, 1, -1, 63, 64, -64, 8191, 2147483647, -2147483647, 2147483648, 1.5, 0.1, -1e300, 2 ** 53 - 1, NaN, Infinity, 1e-7, 16777217, 3.4028234663852886e38
])

/** A value that lib0 encodes as any. Bytes stand inside of objects and lists only: alone they are a content of their own. */
const anyValue = (random, depth = 0) => {
  switch (random.below(depth > 2 ? 7 : 9)) {
    case 0: return null
    case 1: return random.oneIn(2)
    case 2: return number(random)
    case 3: return random.pick(words)
    case 4: return depth === 0 ? undefined : new Uint8Array(random.below(4)).fill(random.below(256))
    case 5: return BigInt.asIntN(64, BigInt(random.uint32()) << BigInt(random.below(33)))
    case 6: return random.below(1000)
    case 7: return Array.from({ length: random.below(4) }, () => anyValue(random, depth + 1))
    default: return Object.fromEntries(Array.from({ length: random.below(4) }, () => [random.pick(memberNames), anyValue(random, depth + 1)]))
  }
}

const embed = random => random.pick([{ image: 'a.png' }, { a: [1, 2, { b: null }] }, 'text', 7, true, [], {}])

const subdocument = random => new Y.Doc({
  guid: `subdocument-${random.below(5)}`,
  ...(random.oneIn(2) ? { autoLoad: random.oneIn(2) } : {}),
  ...(random.oneIn(3) ? { meta: random.pick(['m', { a: 1 }, 5]) } : {})
})

/** A value for a map or a list: plain, bytes, a nested type or a subdocument. */
const value = random => {
  switch (random.below(12)) {
    case 0: return new Uint8Array(random.below(5)).fill(random.below(256))
    case 1: return new Y.Map(random.oneIn(2) ? [] : [['x', anyValue(random)], ['y', 1]])
    case 2: return random.oneIn(2) ? new Y.Array() : Y.Array.from([1, random.pick(words)])
    case 3: return new Y.Text(random.oneIn(2) ? undefined : random.pick(words))
    case 4: return random.oneIn(3) ? subdocument(random) : xmlNode(random)
    default: return anyValue(random)
  }
}

const xmlNode = random => {
  switch (random.below(6)) {
    case 0: return new Y.XmlHook('hook')
    case 1:
    case 2: return new Y.XmlText(random.oneIn(2) ? undefined : random.pick(words))
    default: return new Y.XmlElement(random.pick(elementNames))
  }
}

/** Start and length of a random range within `length` units. */
const range = (random, length) => {
  const index = random.below(length + 1)
  return [index, Math.min(length - index, random.oneIn(4) ? random.below(length + 1) : random.between(1, 3))]
}

const editText = (random, text) => {
  const embeds = !(text instanceof Y.XmlText)
  switch (random.below(11)) {
    case 0: {
      const [index, length] = range(random, text.length)
      return text.delete(index, length)
    }
    case 1:
    case 2: {
      const [index, length] = range(random, text.length)
      return text.format(index, length, attributesOfText(random))
    }
    case 3: return text.insert(random.below(text.length + 1), random.pick(words), attributesOfText(random))
    case 4:
      if (!embeds) return text.insert(0, random.pick(words))
      return text.insertEmbed(random.below(text.length + 1), random.oneIn(4) ? new Y.Map([['in', 'text']]) : embed(random), random.oneIn(2) ? attributesOfText(random) : {})
    case 5: return text.setAttribute(mapKey(random), anyValue(random))
    case 6: return text.removeAttribute(mapKey(random))
    case 7: {
      const [index, length] = range(random, text.length)
      const delta = [...(index > 0 ? [{ retain: index, ...(random.oneIn(2) ? { attributes: attributesOfText(random) } : {}) }] : []), { insert: random.pick(words) }]
      if (length > 0) delta.push({ delete: length })
      return text.applyDelta(delta)
    }
    default: return text.insert(random.below(text.length + 1), random.pick(words))
  }
}

const editArray = (random, array) => {
  if (random.oneIn(3)) {
    const [index, length] = range(random, array.length)
    return array.delete(index, length)
  }
  // Lists refuse undefined and big integers, unless something is around them.
  const values = Array.from({ length: random.between(1, 3) }, () => {
    const element = value(random)
    return element === undefined || typeof element === 'bigint' ? [element] : element
  })
  switch (random.below(4)) {
    case 0: return array.push(values)
    case 1: return array.unshift(values)
    default: return array.insert(random.below(array.length + 1), values)
  }
}

const editMap = (random, map) => {
  switch (random.below(12)) {
    case 0:
    case 1:
    case 2: return map.delete(mapKey(random))
    case 3: return random.oneIn(3) ? map.clear() : undefined
    default: return map.set(mapKey(random), value(random))
  }
}

const editXml = (random, xml) => {
  if (xml instanceof Y.XmlElement && random.oneIn(3)) {
    return random.oneIn(4)
      ? xml.removeAttribute(mapKey(random))
      : xml.setAttribute(mapKey(random), random.oneIn(4) ? anyValue(random) : random.pick(words))
  }
  if (random.oneIn(4)) {
    const [index, length] = range(random, xml.length)
    return xml.delete(index, length)
  }
  return xml.insert(random.below(xml.length + 1), Array.from({ length: random.between(1, 2) }, () => xmlNode(random)))
}

const childrenOf = type => {
  if (type instanceof Y.Map) return [...type.values()]
  if (type instanceof Y.Array || type instanceof Y.XmlFragment) return type.toArray()
  return []
}

/** A random living type: a root, or one that is nested in it. */
const randomType = (random, roots) => {
  let type = random.pick(roots)
  for (let depth = 0; depth < 6 && !random.oneIn(3); depth++) {
    const nested = childrenOf(type).filter(child => child instanceof Y.AbstractType)
    if (nested.length === 0) break
    type = random.pick(nested)
  }
  return type
}

/**
 * One random edit within the present transaction.
 *
 * @param {import('./random.mjs').Random} random
 * @param {Array<Y.AbstractType<any>>} roots of the document to edit
 */
export const edit = (random, roots) => {
  const type = randomType(random, roots)
  if (type instanceof Y.Text) return editText(random, type)
  if (type instanceof Y.Array) return editArray(random, type)
  if (type instanceof Y.Map) return editMap(random, type)
  return editXml(random, type)
}

/**
 * Makes a document write its plain values as old versions of Yjs did: as JSON text instead of any. Only values that
 * JSON can hold are changed.
 */
export const writeLegacyJson = doc => {
  doc.on('beforeObserverCalls', transaction => {
    const client = doc.clientID
    const before = transaction.beforeState.get(client) ?? 0
    for (const struct of doc.store.clients.get(client) ?? []) {
      if (struct.id.clock >= before && struct.content instanceof Y.ContentAny && struct.content.arr.every(isJson)) {
        struct.content = new Y.ContentJSON(struct.content.arr)
      }
    }
  })
}

const isJson = value => {
  if (typeof value === 'bigint' || value instanceof Uint8Array) return false
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value === 'object' && value !== null) return Object.values(value).every(member => member !== undefined && isJson(member))
  return true
}
