import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as Y from 'yjs'
import { WorkflowDocument } from '../src/document/workflow-document.js'

function aWorkflow () {
  const doc = new Y.Doc()
  return { doc, workflow: new WorkflowDocument(doc) }
}

const names = workflow => workflow.jobs.map(job => job.name)

test('a new job has all keys of the layout', () => {
  const { doc, workflow } = aWorkflow()
  const id = workflow.addJob('Fetch')
  assert.deepEqual(doc.getArray('jobs').toJSON(), [{
    id,
    name: 'Fetch',
    body: '',
    adaptor: '@openfn/language-common@latest',
    project_credential_id: null,
    keychain_credential_id: null
  }])
  assert.ok(workflow.jobs[0].text instanceof Y.Text)
})

test('renaming touches the name only', () => {
  const { doc, workflow } = aWorkflow()
  const id = workflow.addJob('Fetch')
  doc.getArray('jobs').get(0).set('something else', 1)
  workflow.renameJob(id, 'Load')
  assert.deepEqual(names(workflow), ['Load'])
  assert.equal(doc.getArray('jobs').get(0).get('something else'), 1)
})

test('writes nothing when a name stays as it is', () => {
  const { doc, workflow } = aWorkflow()
  const id = workflow.addJob('Fetch')
  workflow.rename('Sync')
  let updates = 0
  doc.on('update', () => updates++)
  workflow.renameJob(id, 'Fetch')
  workflow.rename('Sync')
  assert.equal(updates, 0)
})

test('removing a job removes the edges to it and clears cron cursors in the same update', () => {
  const { doc, workflow } = aWorkflow()
  const [kept, removed] = [workflow.addJob('Kept'), workflow.addJob('Removed')]
  doc.getArray('edges').push([new Y.Map([['target_job_id', kept]]), new Y.Map([['target_job_id', removed]]), { target_job_id: removed }])
  doc.getArray('triggers').push([new Y.Map([['cron_cursor_job_id', removed]])])
  let updates = 0
  doc.on('update', () => updates++)

  workflow.removeJob(removed)

  assert.deepEqual(names(workflow), ['Kept'])
  assert.deepEqual(doc.getArray('edges').toJSON(), [{ target_job_id: kept }])
  assert.equal(doc.getArray('triggers').get(0).get('cron_cursor_job_id'), null)
  assert.equal(updates, 1)
})

test('undoing a removal brings back the job with its body, and nothing else', () => {
  const { workflow } = aWorkflow()
  const id = workflow.addJob('Fetch')
  workflow.jobs[0].text.insert(0, 'get()')
  workflow.removeJob(id)
  workflow.addJob('Added since')
  workflow.removals.undo()
  assert.deepEqual(workflow.jobs.map(({ name, body }) => [name, body]), [['Fetch', 'get()'], ['Added since', '']])
})

test('shows damaged members as far as they can be read, and mends them when asked', () => {
  const { doc, workflow } = aWorkflow()
  doc.getArray('jobs').push([
    { id: 'plain', name: 'Plain object', body: 'a()' },
    new Y.Map([['id', 'stringly'], ['name', 'Plain body'], ['body', 'b()']]),
    new Y.Map([['name', 'No id, no body']]),
    null, 7, ['not a job']
  ])
  assert.deepEqual(workflow.jobs.map(({ id, name, body, text }) => [id, name, body, text]), [
    ['plain', 'Plain object', 'a()', null],
    ['stringly', 'Plain body', 'b()', null],
    ['member 2', 'No id, no body', '', null]
  ])

  for (const { id } of workflow.jobs) workflow.mendJob(id)

  assert.deepEqual(workflow.jobs.map(({ id, name, body, text }) => [id, name, body, text instanceof Y.Text]), [
    ['plain', 'Plain object', 'a()', true],
    ['stringly', 'Plain body', 'b()', true],
    ['member 2', 'No id, no body', '', true]
  ])
})

test('of two members with one id, the first is the job', () => {
  const { doc, workflow } = aWorkflow()
  doc.getArray('jobs').push(['First', 'Second'].map(name => new Y.Map([['id', 'same'], ['name', name], ['body', new Y.Text()]])))
  assert.deepEqual(names(workflow), ['First'])
})

test('tells of names and jobs, not of typing in a body', () => {
  const { workflow } = aWorkflow()
  let changes = 0
  const stop = workflow.onChange(() => changes++)
  const id = workflow.addJob('Fetch')
  workflow.rename('Sync')
  workflow.renameJob(id, 'Load')
  assert.equal(changes, 3)
  workflow.jobs[0].text.insert(0, 'typing')
  assert.equal(changes, 3)
  stop()
  workflow.removeJob(id)
  assert.equal(changes, 3)
})
