const PATIENCE_MILLIS = 120_000
const PACE_MILLIS = 10

/**
 * Waits until a condition holds.
 *
 * @param {string} what the condition in words, for the error
 * @param {() => boolean | Promise<boolean>} condition
 * @param {() => unknown} describe what is there instead, for the error
 */
export async function until (what, condition, describe) {
  const deadline = Date.now() + PATIENCE_MILLIS
  while (!await condition()) {
    if (Date.now() > deadline) throw new Error(`waited ${PATIENCE_MILLIS / 1000} s for ${what}; there is ${JSON.stringify(describe())}`)
    await new Promise(resolve => setTimeout(resolve, PACE_MILLIS))
  }
}
