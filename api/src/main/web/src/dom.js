/** The two things about the DOM that this page does again and again. */

/**
 * Makes an element. Properties are set as properties, except those whose name has a dash, and `role` and `class`, which are attributes;
 * `on…` are listeners. Children that are null or false are left out.
 *
 * @returns {HTMLElement}
 */
export function h (tag, properties = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined) continue
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
    else if (name.includes('-') || name === 'role' || name === 'class' || name === 'for') element.setAttribute(name, value)
    else element[name] = value
  }
  element.append(...children.flat().filter(child => child !== null && child !== false))
  return element
}

/**
 * Makes the children of an element show a list, keeping the element of an entry as long as the entry stays: focus and selection survive.
 *
 * @template T
 * @param {Element} parent holds nothing but what this function put there
 * @param {T[]} entries
 * @param {(entry: T) => string} keyOf unique among the entries
 * @param {(entry: T) => HTMLElement} create
 * @param {(element: HTMLElement, entry: T) => void} update called for new elements, too
 */
export function showEach (parent, entries, keyOf, create, update) {
  const existing = new Map([...parent.children].map(element => [element.dataset.key, element]))
  let previous = null
  for (const entry of entries) {
    const key = keyOf(entry)
    const element = existing.get(key) ?? create(entry)
    existing.delete(key)
    element.dataset.key = key
    update(element, entry)
    const expected = previous ? previous.nextSibling : parent.firstChild
    if (element !== expected) parent.insertBefore(element, expected)
    previous = element
  }
  existing.forEach(element => element.remove())
}
