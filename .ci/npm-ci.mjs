/**
 * Installs the packages that a folder's lock file names, unless they are installed already: `node npm-ci.mjs <folder>`.
 * Run by the Maven build; quick when there is nothing to do.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const OLDEST_NODE = 20

/** @param {string} folder holds package.json and package-lock.json */
export function npmCi (folder) {
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
    fail(`Weft's page and its tests with real clients need Node.js ${OLDEST_NODE} or newer; this is ${process.version}.`)
  }
  const lock = readFileSync(join(folder, 'package-lock.json'), 'utf8')
  const installedLock = join(folder, 'node_modules', '.installed-lock.json')
  if (existsSync(installedLock) && readFileSync(installedLock, 'utf8') === lock) return

  // Through a shell, because npm is a script with another name on Windows.
  const npm = spawnSync('npm ci --no-audit --no-fund --loglevel=error', { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'], shell: true })
  if (npm.status !== 0) fail(`npm ci failed in ${folder}. npm comes with Node.js, or as the package npm; it needs its registry once.`)
  writeFileSync(installedLock, lock)
}

export function fail (message) {
  console.error(message)
  process.exit(1)
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) npmCi(resolve(process.argv[2]))
