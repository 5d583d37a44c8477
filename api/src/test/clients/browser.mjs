/**
 * A headless Chromium with windows that know nothing of each other, driven by a test, see json-lines.mjs. `CHROMIUM` names the program.
 * Targets are Playwright selectors. Playwright waits until a target can be used, and says what it saw when it gives up.
 */
import { chromium } from 'playwright-core'
import { answerLines } from './json-lines.mjs'
import { until } from './until.mjs'

const PATIENCE_MILLIS = 120_000

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: [
    '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []) // Chromium refuses to be root in its sandbox
  ]
})

/** @type {Map<string, { page: import('playwright-core').Page, errors: string[] }>} */
const windows = new Map()

const pageOf = window => windows.get(window).page
const only = ({ window, target }) => pageOf(window).locator(target)

/** What stands there: the value of an input, else the text, in an editor without the names at the carets of others. */
const readAll = async request => {
  const matches = await only(request).all()
  return Promise.all(matches.map(match => match.evaluate(element => {
    const copy = element.cloneNode(true)
    copy.querySelectorAll('.cm-ySelectionCaret, .cm-widgetBuffer').forEach(caret => caret.remove())
    return element instanceof HTMLInputElement ? element.value : copy.textContent
  })))
}

await answerLines({
  open: async ({ window, url, width, height, dark }) => {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme: dark ? 'dark' : 'light' })
    context.setDefaultTimeout(PATIENCE_MILLIS)
    const page = await context.newPage()
    const errors = []
    page.on('pageerror', error => errors.push(String(error)))
    page.on('console', message => message.type() === 'error' && errors.push(message.text()))
    windows.set(window, { page, errors })
    await page.goto(url)
  },
  close: async ({ window }) => {
    await pageOf(window).context().close()
    windows.delete(window)
  },
  reload: async ({ window }) => { await pageOf(window).reload() },
  address: ({ window }) => pageOf(window).url(),
  errors: ({ window }) => windows.get(window).errors,

  click: request => only(request).click(),
  fill: request => only(request).fill(request.text),
  type: request => only(request).pressSequentially(request.text),
  press: request => only(request).press(request.key),

  read: readAll,
  awaitTexts: async request => {
    let texts = []
    await until(`${request.target} to read ${JSON.stringify(request.expected)}`, async () => {
      texts = await readAll(request)
      return JSON.stringify(texts) === JSON.stringify(request.expected)
    }, () => texts)
  },
  screenshot: async ({ window, file }) => { await pageOf(window).screenshot({ path: file }) }
})
await browser.close()
