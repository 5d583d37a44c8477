// node --expose-gc --no-liftoff peers.mjs yjs|ywasm SUITE FOLDER_OF_TRACES FOLDER_OF_INPUTS
//
// Times one library on a suite of dev.weft.benchmarks.OurWorks, under the same names, and prints a JSON line for each
// work: {"work", "fastest", "median"} in milliseconds, or {"work", "bytes"}. The folder of inputs holds documents that the
// comparison made. A work is warmed up for two seconds, then sampled for two; what it sets up is not timed.
import fs from 'node:fs'
import path from 'node:path'
import { Traces } from './traces.mjs'

const [library, suite, tracesFolder, inputsFolder] = process.argv.slice(2)
const traces = new Traces(tracesFolder)
const made = name => new Uint8Array(fs.readFileSync(path.join(inputsFolder, name)))
const madeUpdates = name => new Traces(inputsFolder).updates(name)
const small = suite === 'cold' ? made('workflow20.bin') : null
const processStart = performance.now()

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

/** Milliseconds: of this process on a processor when WEFT_CPU is set, else of the wall clock. */
const now = () => {
  if (!process.env.WEFT_CPU) return performance.now()
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Times run(setUp()). Long works are sampled at least three times, whatever their length. */
const time = (work, run, { setUp = () => undefined, free = () => {} } = {}) => {
  const once = () => {
    const input = setUp()
    const start = now()
    const output = run(input)
    const elapsed = now() - start
    free(output, input)
    return elapsed
  }
  globalThis.gc()
  const warm = now() + 2000
  let estimate
  do estimate = once(); while (now() < warm)
  const repeat = Math.max(1, Math.min(500, Math.ceil(5 / Math.max(estimate, 0.001)))) // a sample of a short work is the mean of several
  const samples = []
  const end = now() + 2000
  while (samples.length < 3 || (now() < end && samples.length < 101)) {
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

const name = traces.has('automerge-paper') ? 'automerge-paper' : 'clownschool'

const suites = {
  load () {
    for (const trace of [name, 'node_nodecc'].filter(trace => traces.has(trace))) {
      const v1 = traces.state(trace, 1)
      const v2 = traces.state(trace, 2)
      time(`load ${trace}, format 1`, () => load(v1), { free: freeDocument })
      time(`load ${trace}, format 2`, () => loadV2(v2), { free: freeDocument })
    }
    if (traces.has('workflow2000')) {
      const state = traces.state('workflow2000', 1)
      time('load workflow2000', () => load(state), { free: freeDocument })
      const document = load(state)
      time('toJSON of workflow2000', () => lib.json(document))
      document.free()
    }
    const small = made('workflow20.bin')
    time('open a document of 20 nodes', () => load(small), { free: freeDocument })
  },

  encode () {
    const document = load(traces.state(name, 1))
    const stateVector = made('earlier.sv')
    time(`encode ${name}, format 1`, () => lib.encode(document))
    time(`encode ${name}, format 2`, () => lib.encodeV2(document))
    time('difference to all but the last 10 edits', () => lib.encode(document, stateVector))
    document.free()
  },

  apply () {
    const updates = traces.updates(name)
    time(`apply ${name}, updates one by one`, () => applyAll(updates), { free: freeDocument })
    time(`apply ${name} with an update listener`, () => { let bytes = 0; return applyAll(updates, update => { bytes += update.length }) }, { free: freeDocument })
    if (traces.has('node_nodecc')) {
      const ofManyAuthors = traces.updates('node_nodecc')
      time('apply node_nodecc, updates one by one', () => applyAll(ofManyAuthors), { free: freeDocument })
    }
    const mapUpdates = madeUpdates('map-authors')
    time('1,540 clients set a map key, one update each', () => applyAll(mapUpdates), { free: freeDocument })
    const textUpdates = madeUpdates('text-authors')
    time('1,540 clients insert at one place, one update each', () => applyAll(textUpdates), { free: freeDocument })
  },

  edit () {
    if (!traces.hasEdits(name)) return
    const edits = traces.edits(name)
    time(`type ${name}, an update made for each edit`, () => {
      let bytes = 0
      const document = lib.create(update => { bytes += update.length })
      for (const [at, deleted, inserted] of edits) {
        if (deleted) document.delete(at, deleted)
        if (inserted) document.insert(at, inserted)
      }
      return document
    }, { free: freeDocument })
  },

  bytes () {
    if (!lib.Y) return // ywasm's operations on bytes make a document inside
    const { Y } = lib
    const updates = traces.updates(name)
    const batches = []
    for (let i = 0; i < updates.length; i += 100) batches.push(updates.slice(i, i + 100))
    time('merge batches of 100 updates', () => batches.map(batch => Y.mergeUpdates(batch)))
    const many = updates.slice(0, 16000)
    time('merge 16,000 updates at once', () => Y.mergeUpdates(many))
    time('state vector of each update', () => { for (const update of updates) Y.encodeStateVectorFromUpdate(update) })
    time('format 1 to 2, each update', () => { for (const update of updates) Y.convertUpdateFormatV1ToV2(update) })
  },

  large () {
    if (!fs.existsSync(path.join(inputsFolder, 'typed-x100.bin'))) return
    const large = made('typed-x100.bin')
    time(`load 100 × ${name} in one document`, () => load(large), { free: freeDocument })
  },

  memory () {
    memoryOf(`memory of a loaded ${name}`, traces.state(name, 1), 20)
    if (traces.has('workflow2000')) memoryOf('memory of a loaded workflow2000', traces.state('workflow2000', 1), 20)
  },

  // What the JVM does while it opens its first document includes loading the library's code, so that counts here too.
  cold () {
    load(small)
    const elapsed = performance.now() - processStart
    console.log(JSON.stringify({ work: 'first open in a cold process, 20 nodes', fastest: elapsed, median: elapsed }))
  }
}

suites[suite]()
