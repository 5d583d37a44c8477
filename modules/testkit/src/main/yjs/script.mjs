/**
 * Runs a script of edits that was written by another implementation, and tells the updates and events that came of each
 * step, so that both can be compared.
 */
import * as Y from 'yjs'
import { base64, bytesOf, describe } from './describe.mjs'
import { Client } from './script-client.mjs'

const deliver = (doc, { format }, updates) => {
  const update = updates.length === 1 ? updates[0] : Y.mergeUpdates(updates)
  if (format === 2) Y.applyUpdateV2(doc, Y.convertUpdateFormatV1ToV2(update), 'network')
  else Y.applyUpdate(doc, update, 'network')
}

/** @return what the step is asked for, if anything */
const run = (step, clients, updatesOf) => {
  const client = clients[step.client]
  if (step.edits) client.edit(step.edits)
  else if (step.undo) client.undoManager.undo()
  else if (step.redo) client.undoManager.redo()
  else if (step.stopCapturing) client.undoManager.stopCapturing()
  else if (step.snapshot) return client.takeSnapshot()
  else if (step.position) return client.takePosition(step.position)
  else if (step.subdocument) client.askSubdocument(step.subdocument)
  else if (step.deliver) deliver(client.doc, step, step.deliver.flatMap(updatesOf))
  else {
    const from = clients[step.from]
    Y.applyUpdate(client.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(client.doc)), 'network')
  }
}

/**
 * @param {{clients: Array<object>, roots: Object<string, string>, steps: Array<object>, trace: boolean}} script
 * @return of each step its updates, what observers were told and what was asked for, with `trace` also what the client's
 *     document writes after it; and what every client's document is like at the end
 */
export const runScript = ({ clients: descriptions, roots, steps, trace }) => {
  const clients = descriptions.map(description => new Client(description, roots))
  const results = []
  for (const step of steps) {
    const client = clients[step.client]
    const answer = run(step, clients, number => results[number].updates.map(bytesOf)) ?? null
    results.push({
      updates: client.takeUpdates(),
      told: client.takeTold(),
      answer,
      ...(trace ? { bytes: base64(Y.encodeStateAsUpdate(client.doc)) } : {})
    })
  }
  return {
    steps: results,
    clients: clients.map(client => ({
      positions: client.describePositions(),
      subdocuments: client.describeSubdocuments(),
      state: { after: steps.length, ...describe(client.doc, roots) },
      snapshots: client.describeSnapshots()
    }))
  }
}
