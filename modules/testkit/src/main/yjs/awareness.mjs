import * as Y from 'yjs'
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import { base64 } from './describe.mjs'

/**
 * Applies awareness updates one after the other.
 *
 * @param {{clientId: number, updates: Array<Uint8Array>}} request the id of a client with a state of its own
 * @return {Array<{accepted: Array<number>, update: string}>} after each: whom it added, updated or removed, ascending,
 *     and what is told of everyone who has a state
 */
export const applyAwareness = ({ clientId, updates }) => {
  const doc = new Y.Doc()
  doc.clientID = clientId
  const awareness = new Awareness(doc)
  awareness.setLocalState({ own: true })
  let accepted = []
  awareness.on('update', ({ added, updated, removed }) => { accepted = [...added, ...updated, ...removed].sort((a, b) => a - b) })
  const steps = updates.map(update => {
    accepted = []
    applyAwarenessUpdate(awareness, update, 'network')
    const clients = [...awareness.getStates().keys()].sort((a, b) => a - b)
    return { accepted, update: base64(encodeAwarenessUpdate(awareness, clients)) }
  })
  awareness.destroy()
  return steps
}
