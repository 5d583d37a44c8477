/** Saving a version, from the button to what people are told of it. */
import { Problem } from '../rest.js'

const JOB_PATH = /^jobs\[(\d+)\]/

/**
 * @typedef {object} Outcome
 * @property {string} message in short
 * @property {string[]} problems what belongs to no field, and is told to nobody else
 * @property {string} detail all of what is wrong, in case the document doesn't show it; empty if nothing in it is
 * @property {number[]} wrongJobs indexes of members of `jobs`, as they stand in the document
 * @property {boolean} isForbidden whether this person may not save versions any more
 */

/**
 * The server saves what it has: what was typed a moment ago has to arrive there first, and it goes another way than the request.
 *
 * @param {import('./workflow-versions.js').WorkflowVersions} versions
 * @param {import('../collaboration/saved-state.js').SavedState} saved
 * @returns {Promise<Outcome>}
 */
export async function saveVersion (versions, saved) {
  if (!await saved.allCommitted()) return outcome('No version saved: your last changes have not reached the server')
  try {
    const { number, changed } = await versions.save()
    return outcome(changed ? `Saved as version ${number}` : `Nothing to save: version ${number} is the same`)
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem
    return refused(problem)
  }
}

function refused ({ status, message, errors }) {
  const fields = Object.keys(errors).filter(path => path !== 'base')
  if (fields.length === 0) return outcome(`No version saved: ${message}`, { isForbidden: status === 403 })
  const indexes = fields.map(path => JOB_PATH.exec(path)?.[1]).filter(index => index !== undefined)
  return outcome('No version saved: something needs mending first', {
    problems: errors.base ?? [],
    detail: message,
    wrongJobs: [...new Set(indexes)].map(Number)
  })
}

function outcome (message, more = {}) {
  return { message, problems: [], detail: '', wrongJobs: [], isForbidden: false, ...more }
}
