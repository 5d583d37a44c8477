/**
 * Bundles the page: `node build.mjs <folder>` writes index.html and what it needs there; `--watch` goes on doing so.
 *
 * Run by the Maven build of `api`, and quick when there is nothing to do: the page is bundled when a source is newer than the bundle. Names
 * of files hold a hash of their content, so a browser can keep them and still never shows yesterday's page.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { npmCi } from '../../../../.ci/npm-ci.mjs'

const HERE = dirname(fileURLToPath(import.meta.url))
const SOURCES = ['index.html', 'favicon.svg', 'build.mjs', 'package-lock.json', 'src']

const watch = process.argv.includes('--watch')
const target = resolve(process.argv.slice(2).find(argument => !argument.startsWith('--')) ?? join(HERE, '../../../target/classes/static'))

process.chdir(HERE)
npmCi(HERE)
if (watch || newest(SOURCES) >= newest([join(target, 'index.html')])) await bundle()

async function bundle () {
  const esbuild = await import('esbuild')
  const context = await esbuild.context({
    entryPoints: [{ in: 'src/main.js', out: 'page' }, { in: 'src/styles/page.css', out: 'page' }],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: !watch,
    sourcemap: watch,
    legalComments: 'linked',
    entryNames: '[name]-[hash]',
    outdir: target,
    metafile: true,
    logLevel: 'warning',
    plugins: [{ name: 'index.html', setup: build => build.onEnd(result => result.errors.length === 0 && writeIndex(Object.keys(result.metafile.outputs))) }]
  })
  if (watch) return context.watch()
  removeOldBundles()
  await context.rebuild().catch(() => process.exit(1))
  await context.dispose()
}

function removeOldBundles () {
  const isBundle = name => name.startsWith('page-')
  if (existsSync(target)) readdirSync(target).filter(isBundle).forEach(name => rmSync(join(target, name)))
}

/** The page last: its age says when everything else was written. */
function writeIndex (outputs) {
  mkdirSync(target, { recursive: true })
  const named = extension => relative(target, outputs.find(file => file.endsWith(extension)))
  const html = readFileSync('index.html', 'utf8').replace('page.css', named('.css')).replace('page.js', named('.js'))
  writeFileSync(join(target, 'favicon.svg'), readFileSync('favicon.svg'))
  writeFileSync(join(target, 'index.html'), html)
}

/** @returns {number} time of the last change among files and folders, in milliseconds; 0 if there are none */
function newest (paths) {
  return Math.max(0, ...paths.filter(existsSync).map(path => {
    const status = statSync(path)
    return status.isDirectory() ? newest(readdirSync(path).map(name => join(path, name))) : status.mtimeMs
  }))
}
