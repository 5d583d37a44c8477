// Installs the packages of package-lock.json beside it, unless they already are. Run by Maven before the tests.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const lock = readFileSync(join(here, 'package-lock.json'), 'utf8')
const installedLock = join(here, 'node_modules', '.installed-lock.json')

if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(`Node 20 or newer is needed to run real Yjs in the tests; this is ${process.version}`)
  process.exit(1)
}
if (!existsSync(installedLock) || readFileSync(installedLock, 'utf8') !== lock) {
  // A shell, because npm is a script with another suffix on Windows.
  const npm = spawnSync('npm ci --no-audit --no-fund', { cwd: here, stdio: 'inherit', shell: true })
  if (npm.status !== 0) {
    console.error(`npm ci failed in ${here}`)
    process.exit(1)
  }
  writeFileSync(installedLock, lock)
}
