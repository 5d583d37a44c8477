/** The server's REST interface, as far as this page needs it. */
import { token } from './identity.js'

/** An answer that is not 2xx: what the server's problem+json says, or what the status line says. */
export class Problem extends Error {
  /**
   * @param {number} status HTTP status; 0 if no answer came
   * @param {string} message for people
   * @param {Record<string, string[]>} [errors] messages by path, `base` for what belongs to no field
   */
  constructor (status, message, errors = {}) {
    super(message)
    this.status = status
    this.errors = errors
  }
}

/**
 * @param {string} path
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>} the JSON that came
 * @throws {Problem}
 */
export function getJson (path, signal) {
  return answerOf(path, { signal })
}

/**
 * @param {string} path
 * @param {object} [body] sent as JSON
 * @returns {Promise<any>} the JSON that came
 * @throws {Problem} without an answer, it may have been done or not
 */
export function postJson (path, body) {
  return answerOf(path, body === undefined
    ? { method: 'POST' }
    : { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } })
}

async function answerOf (path, options) {
  const response = await responseTo(path, options)
  const body = await response.json().catch(() => null)
  if (!response.ok) throw new Problem(response.status, body?.detail || body?.title || response.statusText || `HTTP ${response.status}`, body?.errors)
  return body
}

async function responseTo (path, { headers, ...options }) {
  try {
    return await fetch(path, {
      ...options,
      headers: { Accept: 'application/json', ...headers, ...(token && { Authorization: `Bearer ${token}` }) },
      cache: 'no-store'
    })
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw new Problem(0, 'The server does not answer.')
  }
}
