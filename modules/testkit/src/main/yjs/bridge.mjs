/**
 * Answers requests on standard input, one JSON object a line, each with one line on standard output, in order:
 *
 *   in : {"operation": "<a name below>", …arguments}
 *   out: {"result": …}, or {"error": "<message>"}
 *
 * Byte arrays are base64 text. Ends with its input.
 */
import { createInterface } from 'node:readline'
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import * as Y from 'yjs'
import { applyAwareness } from './awareness.mjs'
import { base64, bytesOf, describeBytes, describeContent } from './describe.mjs'
import { runScript } from './script.mjs'
import { makeSession, observe } from './session.mjs'

const require = createRequire(import.meta.url)
const versionOf = name => JSON.parse(readFileSync(require.resolve(`${name}/package.json`), 'utf8')).version

const load = (update, gc = true) => {
  const doc = new Y.Doc({ gc })
  Y.applyUpdate(doc, update)
  return doc
}

const operations = {
  versions: () => ({ node: process.versions.node, yjs: versionOf('yjs'), lib0: versionOf('lib0') }),

  // Random sessions
  session: ({ seed, options }) => makeSession(seed, options),
  replay: ({ encoding, gc, cleanUp, roots, updates, checkpoints }) =>
    observe({ encoding, gc, cleanUp, roots, updates: updates.map(bytesOf) }, new Set(checkpoints)),

  script: request => runScript(request),

  // Documents
  content: ({ update, gc, roots }) => describeContent(load(bytesOf(update), gc), roots),
  bytes: ({ update, gc }) => describeBytes(load(bytesOf(update), gc)),
  difference: ({ update, gc, stateVector }) => {
    const doc = load(bytesOf(update), gc)
    return { v1: base64(Y.encodeStateAsUpdate(doc, bytesOf(stateVector))), v2: base64(Y.encodeStateAsUpdateV2(doc, bytesOf(stateVector))) }
  },

  // Updates without a document
  merge: ({ updates, encoding }) => base64((encoding === 'v2' ? Y.mergeUpdatesV2 : Y.mergeUpdates)(updates.map(bytesOf))),
  diff: ({ update, stateVector, encoding }) => base64((encoding === 'v2' ? Y.diffUpdateV2 : Y.diffUpdate)(bytesOf(update), bytesOf(stateVector))),
  stateVectorOf: ({ update, encoding }) => base64((encoding === 'v2' ? Y.encodeStateVectorFromUpdateV2 : Y.encodeStateVectorFromUpdate)(bytesOf(update))),
  convert: ({ update, from }) => base64((from === 'v2' ? Y.convertUpdateFormatV2ToV1 : Y.convertUpdateFormatV1ToV2)(bytesOf(update))),
  obfuscate: ({ update, encoding, options }) => base64((encoding === 'v2' ? Y.obfuscateUpdateV2 : Y.obfuscateUpdate)(bytesOf(update), options)),

  // y-protocols
  awareness: ({ clientId, updates }) => applyAwareness({ clientId, updates: updates.map(bytesOf) })
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  let answer
  try {
    const { operation, ...request } = JSON.parse(line)
    if (!Object.hasOwn(operations, operation)) throw new Error(`unknown operation: ${operation}`)
    answer = { result: operations[operation](request) }
  } catch (error) {
    answer = { error: String(error?.stack ?? error) }
  }
  process.stdout.write(JSON.stringify(answer) + '\n')
}
