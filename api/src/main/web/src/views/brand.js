import { h } from '../dom.js'

/** The mark: threads that cross. Drawn here, so that it takes the colours of the theme. */
export function mark () {
  const span = h('span', { class: 'mark', 'aria-hidden': 'true' })
  span.innerHTML = `<svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke-width="3" stroke-linecap="round">
    <path class="warp" d="M8 2.5v4M8 12v9.5M16 2.5V12m0 5.500v4"/><path class="weft" d="M2.500 9H21.500M2.500 15H12m5.500 0h4"/></svg>`
  return span
}
