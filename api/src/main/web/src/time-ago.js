const UNITS = [['day', 86_400], ['hour', 3600], ['minute', 60]]
const ago = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

/** @param {string | Date} time */
export function timeAgo (time) {
  const seconds = (Date.now() - new Date(time)) / 1000
  const [unit, length] = UNITS.find(([, length]) => seconds >= length) ?? []
  return unit ? ago.format(-Math.floor(seconds / length), unit) : 'just now'
}
