import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'

globalThis.location = { search: '?token=Ada:editor' }
const { saveVersion } = await import('../src/versions/save-version.js')
const { WorkflowVersions } = await import('../src/versions/workflow-versions.js')

const ALL_COMMITTED = { allCommitted: async () => true }

/** Requests that were made, and what the server answers to the next. */
let requests
let answers

beforeEach(() => {
  requests = []
  answers = []
  globalThis.fetch = async (path, { method = 'GET', body, headers }) => {
    requests.push({ request: `${method} ${path}`, body, token: headers.Authorization })
    const answer = answers.shift()
    if (!answer) throw new TypeError('nobody there')
    const [status, content] = answer
    return new Response(JSON.stringify(content), { status })
  }
})

test('tells which version it made, or that it made none', async () => {
  const versions = new WorkflowVersions('w')
  answers = [[200, { lock_version: 3, changed: true, position: 9 }], [200, { lock_version: 3, changed: false, position: 9 }]]
  assert.equal((await saveVersion(versions, ALL_COMMITTED)).message, 'Saved as version 3')
  assert.equal((await saveVersion(versions, ALL_COMMITTED)).message, 'Nothing to save: version 3 is the same')
  assert.deepEqual(requests[0], { request: 'POST /api/v1/workflows/w/save', body: undefined, token: 'Bearer Ada:editor' })
})

test('asks for nothing before all that was typed has committed', async () => {
  const order = []
  globalThis.fetch = async () => {
    order.push('asked')
    return Response.json({ lock_version: 1, changed: true, position: 0 })
  }
  await saveVersion(new WorkflowVersions('w'), { allCommitted: async () => order.push('committed') })
  assert.deepEqual(order, ['committed', 'asked'])
})

test('saves nothing while the last changes have not arrived', async () => {
  const { message } = await saveVersion(new WorkflowVersions('w'), { allCommitted: async () => false })
  assert.equal(message, 'No version saved: your last changes have not reached the server')
  assert.deepEqual(requests, [])
})

test('tells apart what the document shows and what only the answer does', async () => {
  const errors = { 'jobs[2].name': ['is odd'], 'jobs[2].body': ["can't be blank"], 'jobs[0].body': ["can't be blank"], name: ['is odd'], base: ['too much'] }
  answers = [[422, { detail: 'all of it', errors }]]
  assert.deepEqual(await saveVersion(new WorkflowVersions('w'), ALL_COMMITTED), {
    message: 'No version saved: something needs mending first',
    problems: ['too much'],
    detail: 'all of it',
    wrongJobs: [2, 0],
    isForbidden: false
  })
})

test('tells in one sentence what has nothing to do with fields', async () => {
  answers = [[403, { detail: 'not yours', errors: { base: ['not yours'] } }], [410, { detail: 'the workflow is deleted' }]]
  const forbidden = await saveVersion(new WorkflowVersions('w'), ALL_COMMITTED)
  const gone = await saveVersion(new WorkflowVersions('w'), ALL_COMMITTED)
  const unanswered = await saveVersion(new WorkflowVersions('w'), ALL_COMMITTED)
  assert.deepEqual([forbidden.message, forbidden.isForbidden], ['No version saved: not yours', true])
  assert.deepEqual([gone.message, gone.isForbidden], ['No version saved: the workflow is deleted', false])
  assert.equal(unanswered.message, 'No version saved: The server does not answer.')
})

test('reads see what was written before, on every node', async () => {
  const versions = new WorkflowVersions('w')
  answers = [
    [200, { before: 7, position: 8 }],
    [200, { versions: [{ lock_version: 2, inserted_at: '2026-01-02T03:04:05Z', is_latest: true }] }],
    [200, { before: 8, position: 9 }],
    [200, { name: 'Sync', jobs: [] }]
  ]
  assert.equal(await versions.bringBack(1), 7)
  assert.deepEqual(await versions.list(), [{ number: 2, savedAt: new Date('2026-01-02T03:04:05Z'), isLatest: true }])
  await versions.undo(7)
  await versions.read(2)
  assert.deepEqual(requests.map(({ request, body }) => [request, body]), [
    ['POST /api/v1/workflows/w/restore', '{"version":1}'],
    ['GET /api/v1/workflows/w/versions?after=8', undefined],
    ['POST /api/v1/workflows/w/restore', '{"sequence":7}'],
    ['GET /api/v1/workflows/w/versions/2?after=9', undefined]
  ])
})
