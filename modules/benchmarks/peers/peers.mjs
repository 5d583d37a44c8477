// node --expose-gc --no-liftoff peers.mjs yjs|ywasm FOLDER_OF_TRACES FOLDER_OF_WORK
//
// Times one library on the works that dev.weft.benchmarks.PeerComparison names, and prints a JSON line for each:
// {"work", "fastest", "median"} in milliseconds, or {"work", "bytes"}. The folder of work holds documents that the
// comparison made. A work is warmed up for two seconds, then sampled for two; what it sets up is not timed.
import fs from 'node:fs'
import path from 'node:path'
import { Traces } from './traces.mjs'

const [library, tracesFolder, workFolder] = process.argv.slice(2)
const traces = new Traces(tracesFolder)
const made = name => new Uint8Array(fs.readFileSync(path.join(workFolder, name)))

const yjs = async () => {
  const Y = await import('yjs')
  return {
    Y,
    create (listener) {
      const doc = new Y.Doc()
      doc.clientID = 1234567890
      if (listener) doc.on('update', listener)
      const text = doc.getText('text')
      return { doc, text, insert: (at, string) => text.insert(at, string), delete: (at, length) => text.delete(at, length), free () {} }
    },
    apply: (document, update) => Y.applyUpdate(document.doc, update),
    applyV2: (document, update) => Y.applyUpdateV2(document.doc, update),
    encode: (document, stateVector) => Y.encodeStateAsUpdate(document.doc, stateVector),
    encodeV2: document => Y.encodeStateAsUpdateV2(document.doc),
    stateVector: document => Y.encodeStateVector(document.doc),
    json: document => document.doc.getMap('workflow').toJSON(),
    foreignMemory: () => 0
  }
}

const ywasm = async () => {
  const { default: W } = await import('ywasm')
  return {
    create (listener) {
      const doc = new W.YDoc({ clientID: 1234567890 })
      // A handle that is not freed slows all that follows.
      const observer = listener && doc.onUpdate((update, transaction) => { listener(update); transaction.free() })
      const text = doc.getText('text')
      return {
        doc,
        text,
        insert: (at, string) => text.insert(at, string, undefined, undefined),
        delete: (at, length) => text.delete(at, length, undefined),
        free () { observer?.free(); text.free(); doc.free() }
      }
    },
    apply: (document, update) => W.applyUpdate(document.doc, update, undefined),
    applyV2: (document, update) => W.applyUpdateV2(document.doc, update, undefined),
    encode: (document, stateVector) => W.encodeStateAsUpdate(document.doc, stateVector),
    encodeV2: document => W.encodeStateAsUpdateV2(document.doc),
    stateVector: document => W.encodeStateVector(document.doc),
    json (document) { const map = document.doc.getMap('workflow'); try { return map.toJson(undefined) } finally { map.free() } },
    foreignMemory: () => W.__wasm?.memory.buffer.byteLength ?? 0
  }
}

const lib = await { yjs, ywasm }[library]()

const median = samples => samples.sort((a, b) => a - b)[samples.length >> 1]

/** Times run(setUp()). Long works are sampled at least three times, whatever their length. */
const time = (work, run, { setUp = () => undefined, free = () => {} } = {}) => {
  const once = () => {
    const input = setUp()
    const start = performance.now()
    const output = run(input)
    const elapsed = performance.now() - start
    free(output, input)
    return elapsed
  }
  globalThis.gc()
  const warm = performance.now() + 2000
  let estimate
  do estimate = once(); while (performance.now() < warm)
  const repeat = Math.max(1, Math.min(500, Math.ceil(5 / estimate))) // a sample of a short work is the mean of several
  const samples = []
  const end = performance.now() + 2000
  while (samples.length < 3 || (performance.now() < end && samples.length < 101)) {
    if (estimate > 50) globalThis.gc()
    let sum = 0
    for (let i = 0; i < repeat; i++) sum += once()
    samples.push(sum / repeat)
  }
  console.log(JSON.stringify({ work, fastest: Math.min(...samples), median: median(samples) }))
}

const freeDocument = document => document.free()
const load = update => { const document = lib.create(); lib.apply(document, update); return document }
const loadV2 = update => { const document = lib.create(); lib.applyV2(document, update); return document }
const applyAll = (updates, listener) => {
  const document = lib.create(listener)
  for (const update of updates) lib.apply(document, update)
  return document
}

const memoryOf = (work, state, copies) => {
  const used = () => { for (let i = 0; i < 4; i++) globalThis.gc(); const { heapUsed, arrayBuffers } = process.memoryUsage(); return heapUsed + arrayBuffers + lib.foreignMemory() }
  const kept = [load(state)]
  const before = used()
  for (let i = 0; i < copies; i++) kept.push(load(state))
  console.log(JSON.stringify({ work, bytes: Math.round((used() - before) / copies) }))
  kept.forEach(freeDocument)
}

const paper = { updates: traces.updates('automerge-paper'), v1: traces.state('automerge-paper', 1), v2: traces.state('automerge-paper', 2) }
const node = { updates: traces.updates('node_nodecc'), v1: traces.state('node_nodecc', 1), v2: traces.state('node_nodecc', 2) }
const workflow = traces.state('workflow2000', 1)

// Memory first: an allocator that has been through the rest is not what a load meets.
memoryOf('memory of a loaded automerge-paper', paper.v1, 20)
memoryOf('memory of a loaded workflow2000', workflow, 5)

time('load automerge-paper, format 1', () => load(paper.v1), { free: freeDocument })
time('load automerge-paper, format 2', () => loadV2(paper.v2), { free: freeDocument })
time('load node_nodecc, format 1', () => load(node.v1), { free: freeDocument })
time('load node_nodecc, format 2', () => loadV2(node.v2), { free: freeDocument })
time('load workflow2000', () => load(workflow), { free: freeDocument })
{
  const document = load(workflow)
  time('toJSON of workflow2000', () => lib.json(document))
  document.free()
}
{
  const small = made('workflow20.bin')
  time('open a document of 20 nodes', () => load(small), { free: freeDocument })
}
{
  const document = load(paper.v1)
  const stateVector = made('paper-but-10.sv')
  time('encode automerge-paper, format 1', () => lib.encode(document))
  time('encode automerge-paper, format 2', () => lib.encodeV2(document))
  time('difference to all but the last 10 edits', () => lib.encode(document, stateVector))
  document.free()
}
time('apply automerge-paper, 259,778 updates one by one', () => applyAll(paper.updates), { free: freeDocument })
time('the same with an update listener', () => { let bytes = 0; return applyAll(paper.updates, update => { bytes += update.length }) }, { free: freeDocument })
time('apply node_nodecc, 955 updates of 204 authors', () => applyAll(node.updates), { free: freeDocument })
{
  const framed = new Traces(workFolder).updates('clients')
  time('1,540 clients, one update each', () => applyAll(framed), { free: freeDocument })
}
{
  const edits = traces.edits('automerge-paper')
  time('type automerge-paper, an update made for each edit', () => {
    let bytes = 0
    const document = lib.create(update => { bytes += update.length })
    for (const [at, deleted, inserted] of edits) {
      if (deleted) document.delete(at, deleted)
      if (inserted) document.insert(at, inserted)
    }
    return document
  }, { free: freeDocument })
}
if (fs.existsSync(path.join(workFolder, 'paper-x100.bin'))) {
  const large = made('paper-x100.bin')
  time('load 100 × automerge-paper in one document', () => load(large), { free: freeDocument })
}
if (lib.Y) {
  const { Y } = lib
  const batches = []
  for (let i = 0; i < paper.updates.length; i += 100) batches.push(paper.updates.slice(i, i + 100))
  time('merge 2,598 batches of 100 updates', () => batches.map(batch => Y.mergeUpdates(batch)))
  time('merge 16,000 updates at once', () => Y.mergeUpdates(paper.updates.slice(0, 16000)))
  time('state vector of each of 259,778 updates', () => { for (const update of paper.updates) Y.encodeStateVectorFromUpdate(update) })
  time('format 1 to 2, each of 259,778 updates', () => { for (const update of paper.updates) Y.convertUpdateFormatV1ToV2(update) })
}
