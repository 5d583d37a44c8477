// Writes updates.jsonl.gz: random sessions, and what yjs 13.6.33 makes of their updates. One JSON object a line; bytes are base64.
import { writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import * as Y from 'yjs'
import { playSession } from './random-session.mjs'

const SESSIONS = 60
const STEPS = 40

const base64 = bytes => Buffer.from(bytes).toString('base64')

const shuffledSubset = (random, count) => {
  const indices = []
  for (let i = 0; i < count; i++) if (random.chance(0.7)) indices.splice(random.int(indices.length + 1), 0, i)
  return indices
}

const cases = []
for (let seed = 1; seed <= SESSIONS; seed++) {
  const { random, docs, updates, updatesV2 } = playSession(seed, STEPS)
  const state = Y.encodeStateAsUpdate(docs[0])
  const stateV2 = Y.encodeStateAsUpdateV2(docs[0])
  const subset = shuffledSubset(random, updates.length)
  const subsetMerged = Y.mergeUpdates(subset.map(i => updates[i]))
  const subsetMergedV2 = Y.mergeUpdatesV2(subset.map(i => updatesV2[i]))
  const known = new Map([...Y.decodeStateVector(Y.encodeStateVector(docs[0]))].filter(() => random.chance(0.8)).map(([client, clock]) => [client, random.int(clock + 1)]))
  const knownVector = Y.encodeStateVector(known)
  const meta = Y.parseUpdateMeta(subsetMerged)
  // Text cut inside a surrogate pair by the difference, and structs that overlap.
  const overlapping = [subsetMerged, Y.diffUpdate(state, knownVector), ...updates.slice(0, 10), state]
  cases.push({
    seed,
    updates: updates.map(base64),
    updatesV2: updatesV2.map(base64),
    converted: updates.map(update => base64(Y.convertUpdateFormatV1ToV2(update))),
    convertedBack: updatesV2.map(update => base64(Y.convertUpdateFormatV2ToV1(update))),
    merged: base64(Y.mergeUpdates(updates)),
    mergedV2: base64(Y.mergeUpdatesV2(updatesV2)),
    subset,
    subsetMerged: base64(subsetMerged),
    subsetMergedV2: base64(subsetMergedV2),
    overlapping: overlapping.map(base64),
    overlappingMerged: base64(Y.mergeUpdates(overlapping)),
    overlappingMergedV2: base64(Y.mergeUpdatesV2(overlapping.map(Y.convertUpdateFormatV1ToV2))),
    state: base64(state),
    stateV2: base64(stateV2),
    stateConverted: base64(Y.convertUpdateFormatV1ToV2(state)),
    stateConvertedBack: base64(Y.convertUpdateFormatV2ToV1(stateV2)),
    knownVector: base64(knownVector),
    stateDiff: base64(Y.diffUpdate(state, knownVector)),
    stateDiffV2: base64(Y.diffUpdateV2(stateV2, knownVector)),
    subsetDiff: base64(Y.diffUpdate(subsetMerged, knownVector)),
    stateVector: base64(Y.encodeStateVectorFromUpdate(state)),
    subsetStateVector: base64(Y.encodeStateVectorFromUpdate(subsetMerged)),
    subsetStateVectorV2: base64(Y.encodeStateVectorFromUpdateV2(subsetMergedV2)),
    subsetFrom: [...meta.from],
    subsetTo: [...meta.to],
    obfuscated: base64(Y.obfuscateUpdate(state)),
    obfuscatedV2: base64(Y.obfuscateUpdateV2(stateV2)),
    obfuscatedContentOnly: base64(Y.obfuscateUpdate(state, { formatting: false, subdocs: false, yxml: false }))
  })
}
writeFileSync(new URL('updates.jsonl.gz', import.meta.url), gzipSync(cases.map(c => JSON.stringify(c)).join('\n') + '\n', { level: 9 }))
