/**
 * The versions of one workflow. A version is what somebody saved on purpose, and stays as it is for ever; that every edit is kept by the
 * server, long before it is in a version, is another matter: see SavedState.
 */
import { getJson, postJson } from '../rest.js'

/** @typedef {{ number: number, savedAt: Date, isLatest: boolean }} Version */

export class WorkflowVersions {
  #path
  /** Of what was written here last: reads that are told it see that, whichever node answers. */
  #position = -1

  /** @param {string} workflowId */
  constructor (workflowId) {
    this.#path = `/api/v1/workflows/${workflowId}`
  }

  /**
   * Makes what the server has of the document the next version.
   *
   * @returns {Promise<{ number: number, changed: boolean }>} the last version now; whether this made it
   * @throws {import('../rest.js').Problem} with `errors` by path if the document breaks a rule
   */
  async save () {
    const { lock_version: number, changed } = await this.#write('save')
    return { number, changed }
  }

  /**
   * Gives the document, for everybody, the content of a version.
   *
   * @returns {Promise<number>} what {@link undo} takes to undo it
   */
  async bringBack (number) {
    return (await this.#write('restore', { version: number })).before
  }

  /** @param {number} before as {@link bringBack} told it */
  async undo (before) {
    await this.#write('restore', { sequence: before })
  }

  /** @returns {Promise<Version[]>} the last first */
  async list (signal) {
    const { versions } = await getJson(`${this.#path}/versions?after=${this.#position}`, signal)
    return versions.map(version => ({
      number: version.lock_version,
      savedAt: new Date(version.inserted_at),
      isLatest: version.is_latest
    }))
  }

  /** @returns {Promise<{ name: string, jobs: { id: string, name: string, body: string }[] }>} */
  read (number, signal) {
    return getJson(`${this.#path}/versions/${number}?after=${this.#position}`, signal)
  }

  async #write (action, body) {
    const answer = await postJson(`${this.#path}/${action}`, body)
    this.#position = answer.position
    return answer
  }
}
