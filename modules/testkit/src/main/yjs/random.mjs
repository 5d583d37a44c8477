/**
 * Numbers that follow from a seed alone, so that a session can be made again on any machine.
 * The generator is mulberry32, run over both halves of the seed.
 */
export class Random {
  /** @param {number} seed whole, 0 to 2^53 - 1 */
  constructor (seed) {
    this.state = ((seed >>> 0) ^ Math.imul(Math.floor(seed / 2 ** 32) + 1, 0x9e3779b9)) >>> 0
    this.uint32()
  }

  uint32 () {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let t = this.state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return (t ^ (t >>> 14)) >>> 0
  }

  /** 0 to bound - 1 */
  below (bound) {
    return this.uint32() % bound
  }

  /** from to to, both included */
  between (from, to) {
    return from + this.below(to - from + 1)
  }

  /** True once in n times. */
  oneIn (n) {
    return this.below(n) === 0
  }

  pick (list) {
    return list[this.below(list.length)]
  }
}
