/** The server's REST interface, as far as this page needs it. */
import { token } from './identity.js'

/** An answer that is not 2xx: what the server's problem+json says, or what the status line says. */
export class Problem extends Error {
  /**
   * @param {number} status HTTP status; 0 if no answer came
   * @param {string} message for people
   */
  constructor (status, message) {
    super(message)
    this.status = status
  }
}

/**
 * @param {string} path
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>} the JSON that came
 * @throws {Problem}
 */
export async function getJson (path, signal) {
  const response = await answerOf(path, signal)
  const body = await response.json().catch(() => null)
  if (!response.ok) throw new Problem(response.status, body?.detail || body?.title || response.statusText || `HTTP ${response.status}`)
  return body
}

async function answerOf (path, signal) {
  try {
    return await fetch(path, {
      headers: { Accept: 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
      cache: 'no-store',
      signal
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new Problem(0, 'The server does not answer.')
  }
}
