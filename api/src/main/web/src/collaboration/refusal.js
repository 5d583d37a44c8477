import { getJson, Problem } from '../rest.js'

/**
 * Finds out by REST why a socket may have been refused.
 *
 * @param {string} workflowId
 * @param {'new' | 'edit'} action what the refused join asked for
 * @param {AbortSignal} signal
 * @returns {Promise<{ reason: string, exists: boolean }>} a reason for people, empty if nothing speaks against another attempt; and
 *     whether the workflow is known to exist
 */
export async function explainRefusal (workflowId, action, signal) {
  try {
    await getJson(`/api/v1/workflows/${workflowId}/events?limit=1`, signal)
    return { reason: '', exists: true }
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem
    return { reason: reasonFor(problem, action), exists: false }
  }
}

function reasonFor ({ status, message }, action) {
  switch (status) {
    case 401: return `The server does not know who you are: ${message}`
    case 403: return `You are not allowed to open this workflow: ${message}`
    case 404: return action === 'new'
      ? 'You are not allowed to create a workflow here.'
      : 'There is no workflow with this address, or it belongs to another project.'
    default: return '' // down, busy or restarting: the provider goes on trying
  }
}
