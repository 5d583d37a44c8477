/**
 * Answers requests on standard input, one JSON object a line, each with one line on standard output as soon as its answer is there:
 *
 *   in : {"id": <number>, "command": "<a name of the commands>", …arguments}
 *   out: {"id": <number>, "result": …}, or {"id": <number>, "error": "<message>"}
 *
 * Requests don't wait for each other. Ends with its input.
 */
import { createInterface } from 'node:readline'

/** @param {Record<string, (request: any) => any>} commands may be asynchronous */
export async function answerLines (commands) {
  const answer = async line => {
    const { id, command, ...request } = JSON.parse(line)
    try {
      if (!Object.hasOwn(commands, command)) throw new Error(`unknown command: ${command}`)
      write({ id, result: await commands[command](request) ?? null })
    } catch (error) {
      write({ id, error: String(error?.stack ?? error) })
    }
  }
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) answer(line)
}

function write (answer) {
  process.stdout.write(JSON.stringify(answer) + '\n')
}
