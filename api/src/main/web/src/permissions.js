import { projectId } from './identity.js'
import { getJson, Problem } from './rest.js'

/**
 * What this person may do in the project. The server decides at each request anyway; this is for showing nothing that it would refuse.
 *
 * @typedef {{ mayCreate: boolean, mayEdit: boolean, maySave: boolean }} Permissions
 */

/**
 * @param {(permissions: Permissions) => void} onKnown not called once `signal` is aborted. If the server doesn't tell, everything is
 *     permitted: it refuses by itself what may not be
 * @param {AbortSignal} signal
 */
export async function loadPermissions (onKnown, signal) {
  const permissions = await getJson(`/api/v1/projects/${projectId}/permissions`, signal).then(read, problem => {
    if (problem instanceof Problem) return { mayCreate: true, mayEdit: true, maySave: true }
    if (!signal.aborted) throw problem
  })
  if (!signal.aborted) onKnown(permissions)
}

function read (told) {
  return { mayCreate: told.can_create_workflow, mayEdit: told.can_edit_workflow, maySave: told.can_save_workflow }
}
