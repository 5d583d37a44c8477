/** Addresses inside the page: `#/` is the list, `#/w/<id>` a workflow. */

const WORKFLOW = /^#\/w\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i
const CREATING_KEY = 'weft.creating'

/** @returns {{ view: 'list' } | { view: 'workflow', workflowId: string }} */
export function parseRoute (hash) {
  const workflowId = WORKFLOW.exec(hash)?.[1]
  return workflowId ? { view: 'workflow', workflowId: workflowId.toLowerCase() } : { view: 'list' }
}

export function workflowHash (workflowId) {
  return `#/w/${workflowId}`
}

/**
 * A workflow that this tab is about to create. It is kept for the tab, so that a reload before the first connection still knows that the
 * id is to be created, and forgotten once the workflow exists.
 */
export const creating = {
  start (workflowId, name) {
    sessionStorage.setItem(CREATING_KEY, JSON.stringify({ workflowId, name }))
  },

  /** @returns {{ workflowId: string, name: string } | null} null if it is not this workflow that is being created */
  of (workflowId) {
    const kept = JSON.parse(sessionStorage.getItem(CREATING_KEY) ?? 'null')
    return kept?.workflowId === workflowId ? kept : null
  },

  done () {
    sessionStorage.removeItem(CREATING_KEY)
  }
}
