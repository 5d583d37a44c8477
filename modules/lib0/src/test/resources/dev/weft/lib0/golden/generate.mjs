// Writes encodings.json: what JavaScript and lib0 0.2.120 make of numbers, JSON texts and columns. Bytes are hex.
import { writeFileSync } from 'node:fs'
import * as encoding from 'lib0/encoding'

const hex = bytes => Buffer.from(bytes).toString('hex')
const anyHex = value => hex(encoding.encode(encoder => encoding.writeAny(encoder, value)))

// mulberry32
let state = 4711
const random = () => {
  state = (state + 0x6d2b79f5) >>> 0
  let t = state
  t = Math.imul(t ^ (t >>> 15), t | 1)
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}
const below = bound => Math.floor(random() * bound)

const view = new DataView(new ArrayBuffer(8))
const randomDouble = () => {
  view.setUint32(0, below(2 ** 32))
  view.setUint32(4, below(2 ** 32))
  return view.getFloat64(0)
}

const special = [0, -0, 1, 9, 10, 1e15, 999999999999999, 1e16, 1e20, 1e21, 123456789012345680000, 1e-6, 1e-7, 1.5e-7, 5e-324, 1e-323, 2e-323, 1.2e-322, 2e23, 9e-310, 4.35, 0.1, 1 / 3, 2 ** 53, 2 ** 31, -(2 ** 31), 1.7976931348623157e308, 2.2250738585072014e-308, NaN, Infinity]
const numbers = [
  ...special,
  ...Array.from({ length: 1000 }, randomDouble),
  ...Array.from({ length: 300 }, () => below(10 ** below(17)) / 10 ** below(12)),
  ...Array.from({ length: 300 }, () => Number(`${1 + below(99)}e${below(632) - 324}`))
].map(value => [anyHex(value), JSON.stringify(value)])

const texts = [
  ' [ 1 , -0 , 1.0 , 1e2 , 100.50 ] ', '{"b":1,"a":2,"10":3,"9":4,"01":5,"4294967294":6,"4294967295":7,"-1":8}', '{"a":1,"b":2,"a":3}',
  '"\\u00e9\\ud83d\\ude00\\ud83d \\/ \\b\\f\\n\\r\\t\\"\\\\ \\u0007\\u2028"', '"é\u2028\u007f😀"', '{"":{"":[]}}', '[[],{},"",null,true,false]', '1E+2', '-1.5e-9', '"\\ude00\\ud83d"', '12345678901234567890'
].map(text => [text, JSON.stringify(JSON.parse(text)), anyHex(JSON.parse(text))])

const refused = ['', ' ', '01', '1.', '.5', '+1', '-', '1e', '[1,]', '{"a":1,}', '{a:1}', "'a'", '"\t"', '"\\x"', '"\\u12g4"', 'nul', 'truee', '[1] 2', '"a', '{"a"}', 'NaN', '\u00a01']
for (const text of refused) {
  let taken = true
  try { JSON.parse(text) } catch { taken = false }
  if (taken) throw new Error(`JSON.parse takes ${text}`)
}

const column = (make, values) => {
  const encoder = make()
  values.forEach(value => encoder.write(value))
  return hex(encoder.toUint8Array ? encoder.toUint8Array() : encoding.toUint8Array(encoder))
}
const runs = (bound, signed) => Array.from({ length: below(12) }, () => Array(1 + below(4)).fill(below(bound) - (signed ? bound / 2 : 0))).flat()
const counting = () => Array.from({ length: below(6) }, () => { const first = below(300); return Array.from({ length: 1 + below(5) }, (_, i) => first + i) }).flat()
const columns = Array.from({ length: 60 }, () => {
  const bytes = runs(256); const uints = [...runs(3), ...runs(2 ** 40)]; const ints = [...counting(), ...runs(1000), ...counting()]
  const strings = Array.from({ length: below(6) }, () => ['', 'a', 'köln', '😀', 'x'.repeat(30)][below(5)])
  return {
    bytes, rle: column(() => new encoding.RleEncoder(encoding.writeUint8), bytes),
    uints, uintOptRle: column(() => new encoding.UintOptRleEncoder(), uints),
    incUintOptRle: column(() => new encoding.IncUintOptRleEncoder(), ints),
    ints, intDiffOptRle: column(() => new encoding.IntDiffOptRleEncoder(), ints),
    strings, string: column(() => new encoding.StringEncoder(), strings)
  }
})

writeFileSync(new URL('encodings.json', import.meta.url), JSON.stringify({ numbers, texts, refused, columns }) + '\n')
