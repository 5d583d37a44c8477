// What is measured: the servers, how each is started, and the scenarios of the load generator with the figure that counts.

/**
 * Ways to start a server. `data` is an empty folder of its own. `alone` leaves the database out of what is counted as the server; `database` names the file
 * by which it is found then: the first line is its process.
 */
export const servers = {
  weft: {
    title: 'Weft',
    protocol: 'y-websocket',
    url: port => `ws://127.0.0.1:${port}/yjs`,
    options: ['--uuid', '--query', 'token=load:editor', '--server-ready-s', '60'],
    warmupSeconds: 20, // interpreter and compiler
    // Frames a second are limited for each client, and a closed loop is about exceeding that.
    command: ({ root, port, data, alone }) =>
      'env WEFT_AUTH_MODE=dev WEFT_LIMITS_FRAMES_PER_SECOND=1000000 ' +
      (alone ? '' : `${root}/modules/benchmarks/load/adopt `) +
      `${root}/weft serve --port ${port} --data ${data}/weft`,
    database: data => `${data}/weft/postgres/postmaster.pid`
  },
  'hocuspocus-mem': {
    title: 'Hocuspocus 4.7',
    protocol: 'hocuspocus',
    url: port => `ws://127.0.0.1:${port}`,
    folder: 'hocuspocus',
    command: ({ port }) => `env PORT=${port} node server.mjs`
  },
  'hocuspocus-sqlite': {
    title: '+ SQLite',
    protocol: 'hocuspocus',
    url: port => `ws://127.0.0.1:${port}`,
    folder: 'hocuspocus',
    stores: true,
    command: ({ port, data }) => `env PORT=${port} SQLITE=${data}/hocuspocus.sqlite node server.mjs`
  },
  'yws2-mem': {
    title: 'y-websocket 2.1',
    protocol: 'y-websocket',
    url: port => `ws://127.0.0.1:${port}`,
    folder: 'y-websocket-2',
    command: ({ port }) => `env HOST=127.0.0.1 PORT=${port} node node_modules/y-websocket/bin/server.cjs`
  },
  'yws2-level': {
    title: '+ y-leveldb',
    protocol: 'y-websocket',
    url: port => `ws://127.0.0.1:${port}`,
    folder: 'y-websocket-2',
    stores: true,
    command: ({ port, data }) =>
      `env HOST=127.0.0.1 PORT=${port} YPERSISTENCE=${data}/level node node_modules/y-websocket/bin/server.cjs`
  },
  'yws3-mem': {
    title: '@y/websocket-server',
    protocol: 'y-websocket',
    url: port => `ws://127.0.0.1:${port}`,
    folder: 'y-websocket-server',
    command: ({ port }) => `env HOST=127.0.0.1 PORT=${port} node node_modules/@y/websocket-server/src/server.js`
  }
}

/** Relays with nothing behind them, by their library of sockets and by how they write; see ../sockets. */
export const relays = Object.fromEntries(
  [
    ['tomcat', ['each', 'gathered', 'threads', 'merged']],
    ['tomcat-codec', ['shared']],
    ['jetty', ['each', 'gathered', 'merged']],
    ['netty', ['each', 'gathered', 'merged', 'shared']]
  ].flatMap(([library, ways]) => ways.map(way => [`${library}-${way}`, {
    title: `${library}, ${way}`,
    protocol: 'y-websocket',
    url: port => `ws://127.0.0.1:${port}`,
    warmupSeconds: 20,
    command: ({ root, port }) => `${root}/modules/benchmarks/relay ${port} ${library} ${way}`
  }]))
)

const perDelivery = { unit: 'µs CPU per delivery', of: r => r.cpu_us_per_delivery, digits: 1 }
const perUpdate = { unit: 'µs CPU per update', of: r => r.cpu_us_per_update, digits: 0 }
const perCpuSecond = { unit: 'updates per CPU second', of: r => r.sent / r.server_cpu_s, digits: 0, more: true }
const perSecond = { unit: 'updates per second', of: r => r.sent_per_s, digits: 0, more: true }
const p99 = { unit: 'ms, 99th percentile of delivery', of: r => r.latency_ms_p99, digits: 1 }
const perJoin = { unit: 'ms CPU per join', of: r => r.server_cpu_s * 1000 / r.clients, digits: 2 }
const perRoom = { unit: 'KB per room', of: r => r.rss_per_room_kb, digits: 0 }
const databasePerRoom = { unit: 'KB per room, its database', of: r => r.database_growth_kb / r.rooms, digits: 0, ratio: false }
const firstJoin = { unit: 'ms until the content is there', of: r => r.cold.loaded_ms_p50, digits: 0 }
const contentLate = { unit: 'first answers without content', of: r => r.cold.content_after_sync, digits: 0 }
const lost = {
  unit: 'acknowledged or seen updates lost',
  of: r => Math.max(r.lost_of_acknowledged, r.lost_of_seen),
  digits: 0,
  ratio: false
}
const known = { unit: 'of as many acknowledged or seen', of: r => Math.max(r.acknowledged, r.seen_by_a_peer), digits: 0, ratio: false }

/**
 * Scenarios by name: arguments for the load generator, and the figures to take from its result. `goal` is what Weft is to reach in the first figure;
 * `stored` asks only the servers that store something. `alone`: memory that processes share would be counted once for each of them.
 */
export const scenarios = {
  S1: { title: 'one room of 50, 100 updates/s', args: [], figures: [perDelivery, p99] },
  S2: { title: 'one room of 200, 200 updates/s', args: [], figures: [perDelivery, p99], goal: 6 },
  S3: { title: '200 rooms of 2, 800 updates/s', args: [], figures: [perUpdate, p99], goal: 150 },
  S4: { title: 'one room of 2, closed loop', args: [], figures: [perCpuSecond, perSecond], goal: 30_000 },
  'S4-endless': {
    title: 'the same, one endless run of typing',
    scenario: 'S4',
    args: ['--run-length', '0'],
    figures: [perCpuSecond, perSecond],
    goal: 30_000
  },
  S5: { title: '1,000 joins of 100 KB', args: [], figures: [perJoin], goal: 1 },
  'S5-again': { title: 'the same for the fifth time', scenario: 'S5', times: 5, args: [], figures: [perJoin], goal: 1 },
  'S5-cold': { title: 'the same after a restart', scenario: 'S5', args: ['--cold'], figures: [perJoin], goal: 3, stored: true },
  S6: { title: '2,000 idle rooms of 20 KB', args: [], figures: [perRoom, databasePerRoom], goal: 60, alone: true },
  'S7-cold': {
    title: 'first join of 260,000 operations after a restart',
    scenario: 'S7',
    args: ['--cold'],
    figures: [firstJoin, contentLate],
    goal: 100,
    stored: true
  },
  'S8-100': { title: 'kill -9 at 100 updates/s', scenario: 'S8', args: [], figures: [lost, known], goal: 0, stored: true },
  'S8-1000': {
    title: 'kill -9 at 1,000 updates/s',
    scenario: 'S8',
    args: ['--clients', '20', '--rate', '50'],
    figures: [lost, known],
    goal: 0,
    stored: true
  },
  'S8-10000': {
    title: 'kill -9 at 10,000 updates/s',
    scenario: 'S8',
    args: ['--rooms', '25', '--clients', '4', '--rate', '100'],
    figures: [lost, known],
    goal: 0,
    stored: true
  }
}
