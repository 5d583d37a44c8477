// Runs scenarios of the load generator against each server and prints a table. See README.md.
//   node compare.mjs WORK [--servers a,b] [--seconds N] [--warmup-s N] [--port N] [SCENARIO ...]
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { relays, scenarios, servers } from './scenarios.mjs'

const LONGEST_RUN_MILLIS = 300_000
const LONGEST_START_MILLIS = 60_000
const START_SAMPLE_MILLIS = 100
const SAMPLE_MILLIS = 1000

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    servers: { type: 'string', default: Object.keys(servers).join() },
    seconds: { type: 'string' }, // of counted load, instead of each scenario's own
    'warmup-s': { type: 'string' }, // instead of each server's own
    port: { type: 'string', default: '4400' } // the one before the first that is used
  }
})
const [work, ...names] = positionals
const known = { ...servers, ...relays }
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..')
const generator = path.resolve(work, 'generator')
const results = path.resolve(work, 'results.jsonl')
const chosen = {
  scenarios: names.length > 0 ? names : Object.keys(scenarios),
  servers: options.servers.split(',')
}
requireKnown('scenario', chosen.scenarios, scenarios)
requireKnown('server', chosen.servers, known)

function requireKnown (what, asked, all) {
  for (const name of asked) {
    if (!(name in all)) {
      console.error(`${what} ${name} is unknown, known are ${Object.keys(all).join(', ')}`)
      process.exit(2)
    }
  }
}

let port = Number(options.port)

/** The load generator's result, or null if it failed. */
async function measure (serverName, scenarioName) {
  const server = known[serverName]
  const scenario = scenarios[scenarioName]
  const data = path.resolve(work, 'data', serverName)
  fs.rmSync(data, { recursive: true, force: true })
  fs.mkdirSync(data, { recursive: true })
  port++
  const out = path.join(data, 'result.jsonl')
  const command = server.command({ root, port, data, alone: scenario.alone })
  const folder = server.folder ? path.join(generator, 'servers', server.folder) : root
  const log = path.join(data, 'server.log')
  const lasting = scenario.times ? await start(command, folder, log) : null
  const generate = () => spawn('node', [
    path.join(generator, 'load.mjs'),
    '--label', serverName,
    '--scenario', scenario.scenario ?? scenarioName,
    '--protocol', server.protocol,
    '--url', server.url(port),
    ...(lasting ? ['--pid', lasting.pid] : ['--server-cmd', command, '--server-cwd', folder, '--server-log', log]),
    '--warmup-s', options['warmup-s'] ?? String(server.warmupSeconds ?? 3),
    '--json', out,
    ...(options.seconds ? ['--seconds', options.seconds] : []),
    ...(server.options ?? []),
    ...scenario.args
  ], { stdio: ['ignore', 'ignore', 'inherit'], timeout: LONGEST_RUN_MILLIS })
  const database = scenario.alone && server.database ? watchMemory(server.database(data)) : null
  let status = 0
  for (let time = 0; status === 0 && time < (scenario.times ?? 1); time++) status = await exitOf(generate())
  const growth = database?.stop()
  if (lasting) {
    lasting.kill()
    await exitOf(lasting)
  }
  if (status !== 0 || !fs.existsSync(out)) return null
  const last = fs.readFileSync(out, 'utf8').trim().split('\n').at(-1)
  const result = { ...JSON.parse(last), database_growth_kb: growth }
  fs.appendFileSync(results, JSON.stringify({ name: scenarioName, at: new Date().toISOString(), ...result }) + '\n')
  return result
}

/** Starts a server that several runs are aimed at, and waits until it listens. */
async function start (command, folder, log) {
  const out = fs.openSync(log, 'a')
  const server = spawn('bash', ['-c', `exec ${command}`], { cwd: folder, stdio: ['ignore', out, out] })
  const deadline = Date.now() + LONGEST_START_MILLIS
  while (!(await listens(port))) {
    if (Date.now() > deadline || server.exitCode !== null) throw new Error(`the server doesn't start, see ${log}`)
    await new Promise(resolve => setTimeout(resolve, START_SAMPLE_MILLIS))
  }
  return server
}

function exitOf (child) {
  return child.exitCode === null ? new Promise(resolve => child.on('exit', resolve)) : child.exitCode
}

/** Samples the memory of the processes below the one that a file names, from when the server listens; shared memory counts once. */
function watchMemory (pidFile) {
  let first
  let last
  const timer = setInterval(async () => {
    if (first === undefined && !(await listens(port))) return
    try {
      const sample = proportionalKb(fs.readFileSync(pidFile, 'utf8').split('\n')[0])
      first ??= sample
      last = sample
    } catch {
      // not there yet, or not any more
    }
  }, SAMPLE_MILLIS)
  return { stop: () => { clearInterval(timer); return last - first } }
}

function listens (port) {
  return new Promise(resolve => {
    const socket = net.connect({ host: '127.0.0.1', port })
    socket.on('connect', () => { socket.destroy(); resolve(true) })
    socket.on('error', () => resolve(false))
  })
}

function proportionalKb (parent) {
  const children = fs.readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').trim().split(' ').filter(Boolean)
  return [parent, ...children]
    .map(pid => Number(/^Pss:\s+(\d+)/m.exec(fs.readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))[1]))
    .reduce((sum, kb) => sum + kb, 0)
}

const number = (value, digits) =>
  Number.isFinite(value) ? value.toLocaleString('en-US', { maximumFractionDigits: digits, minimumFractionDigits: digits }) : '–'

/** How many times better Weft is than a peer. */
function ratio (figure, weft, peer) {
  if (figure.ratio === false || !(weft > 0) || !(peer > 0)) return ''
  return ` (${number(figure.more ? weft / peer : peer / weft, 1)}×)`
}

async function rows (scenarioName) {
  const scenario = scenarios[scenarioName]
  const measured = {}
  for (const name of chosen.servers) {
    if (!scenario.stored || name === 'weft' || known[name].stores) measured[name] = await measure(name, scenarioName)
  }
  return scenario.figures.map((figure, i) => {
    const valueOf = name => measured[name] ? figure.of(measured[name]) : undefined
    const cells = chosen.servers.map(name => {
      const cell = number(valueOf(name), figure.digits)
      return name === 'weft' ? `**${cell}**` : cell + ratio(figure, valueOf('weft'), valueOf(name))
    })
    const goal = i === 0 && scenario.goal !== undefined ? number(scenario.goal, 0) : ''
    const others = i === 0 ? Object.values(measured).map(r => r?.others_cpu_pct).filter(Number.isFinite) : []
    const otherLoad = others.length > 0 ? `${Math.min(...others)} to ${Math.max(...others)} %` : ''
    return `| ${scenarioName}: ${scenario.title} | ${figure.unit} | ${cells.join(' | ')} | ${goal} | ${otherLoad} |`
  })
}

console.log(`| Scenario | Figure | ${chosen.servers.map(name => known[name].title).join(' | ')} | Goal | Other load |`)
console.log(`| :- | :- | ${chosen.servers.map(() => '-:').join(' | ')} | -: | -: |`)
for (const name of chosen.scenarios) {
  for (const row of await rows(name)) console.log(row)
}
