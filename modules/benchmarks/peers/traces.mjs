// Reads recorded editing traces. A file is four bytes of magic, a count, then as many records; numbers are varuints as
// in lib0, texts and byte arrays have a varuint length before them.
import fs from 'node:fs'
import path from 'node:path'
import zlib from 'node:zlib'
import * as decoding from 'lib0/decoding'

export class Traces {
  constructor (folder) { this.folder = folder }

  has (name) { return fs.existsSync(path.join(this.folder, `${name}.state.v1.bin.gz`)) }

  hasEdits (name) { return fs.existsSync(path.join(this.folder, `${name}.ops.bin.gz`)) }

  /** The Yjs updates of a trace, format 1, each in an array of its own, as a server would get them from sockets. */
  updates (name) {
    const decoder = this.#open(`${name}.updates.bin.gz`, 'TUP1')
    const updates = Array.from({ length: decoding.readVarUint(decoder) }, () => decoding.readVarUint8Array(decoder).slice())
    return updates.filter(update => update.length > 0)
  }

  /** The edits of a sequential trace: [position, units deleted, text inserted]. */
  edits (name) {
    const decoder = this.#open(`${name}.ops.bin.gz`, 'TOP1')
    decoding.readVarUint(decoder) // agents
    const edits = []
    for (let transactions = decoding.readVarUint(decoder); transactions > 0; transactions--) {
      decoding.readVarUint(decoder) // agent
      for (let parents = decoding.readVarUint(decoder); parents > 0; parents--) decoding.readVarUint(decoder)
      for (let patches = decoding.readVarUint(decoder); patches > 0; patches--) {
        edits.push([decoding.readVarUint(decoder), decoding.readVarUint(decoder), decoding.readVarString(decoder)])
      }
    }
    return edits
  }

  /** The state that Yjs wrote after all updates, in format 1 or 2. */
  state (name, format) { return this.#unzip(`${name}.state.v${format}.bin.gz`) }

  #unzip (file) { return new Uint8Array(zlib.gunzipSync(fs.readFileSync(path.join(this.folder, file)))) }

  #open (file, magic) {
    const decoder = decoding.createDecoder(this.#unzip(file))
    for (const letter of magic) {
      if (decoding.readUint8(decoder) !== letter.charCodeAt(0)) throw new Error(`${file} does not begin with ${magic}`)
    }
    return decoder
  }
}
