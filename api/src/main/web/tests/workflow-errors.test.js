import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as Y from 'yjs'
import { WorkflowDocument } from '../src/document/workflow-document.js'
import { sentenceOf, WorkflowErrors } from '../src/document/workflow-errors.js'

function aDocument () {
  const doc = new Y.Doc()
  const workflow = new WorkflowDocument(doc)
  const errors = new WorkflowErrors(doc)
  errors.clearWhereEdited(workflow)
  return { doc, workflow, errors, root: doc.getMap('errors') }
}

/** What another client, such as the server, does to the document. */
function byAnother (doc, change) {
  const other = new Y.Doc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
  change(other)
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
}

test('reads what the server says, by job', () => {
  const { workflow, errors, root } = aDocument()
  const [wrong, right] = [workflow.addJob('Fetch'), workflow.addJob('Send')]
  root.set('jobs', { [wrong]: { name: ['has already been taken'], body: ["can't be blank", 'is odd'] } })
  assert.deepEqual(errors.ofJob(wrong).map(sentenceOf), ['Name has already been taken', "Body can't be blank", 'Body is odd'])
  assert.deepEqual(errors.ofJob(right), [])
})

test('tells whose field it is where that does not go without saying', () => {
  const { errors, root } = aDocument()
  root.set('workflow', { name: ["can't be blank"] })
  root.set('triggers', { t: { custom_path: ['has already been taken'] } })
  root.set('edges', { e: { target_job_id: ["can't be blank"] } })
  assert.deepEqual([...errors.ofWorkflow, ...errors.ofOthers].map(sentenceOf), [
    'The workflow’s name can\'t be blank',
    'A trigger’s custom path has already been taken',
    'An edge’s target job id can\'t be blank'
  ])
})

test('leaves out what is no message by field, and reads nested shared types', () => {
  const { errors, root } = aDocument()
  root.set('workflow', 'wrong')
  root.set('jobs', new Y.Map([['j', new Y.Map([['name', ['is odd', 7, null]], ['body', 'is odd']])], ['k', ['list']]]))
  assert.deepEqual(errors.ofWorkflow, [])
  assert.deepEqual(errors.ofJob('j'), [{ field: 'name', message: 'is odd' }])
  assert.deepEqual(errors.ofJob('k'), [])
})

test('editing a field takes back what is said of it, and of nothing else', () => {
  const { workflow, errors, root } = aDocument()
  const [first, second] = [workflow.addJob('Fetch'), workflow.addJob('Send')]
  root.set('workflow', { name: ['is odd'], concurrency: ['is odd'] })
  root.set('jobs', { [first]: { name: ['is odd'], body: ['is odd'] }, [second]: { body: ['is odd'] } })

  workflow.jobs[0].text.insert(0, 'get()')
  assert.deepEqual(errors.ofJob(first).map(({ field }) => field), ['name'])
  workflow.renameJob(first, 'Load')
  workflow.rename('Sync')

  assert.deepEqual(root.toJSON(), { workflow: { concurrency: ['is odd'] }, jobs: { [second]: { body: ['is odd'] } } })
  workflow.jobs[1].text.insert(0, 'post()')
  assert.deepEqual(root.toJSON(), { workflow: { concurrency: ['is odd'] } })
})

test('what others edit takes back nothing: their own page does', () => {
  const { doc, workflow, errors, root } = aDocument()
  const id = workflow.addJob('Fetch')
  root.set('jobs', { [id]: { name: ['is odd'] } })
  byAnother(doc, other => other.getArray('jobs').get(0).set('name', 'Load'))
  assert.equal(workflow.jobs[0].name, 'Load')
  assert.equal(errors.ofJob(id).length, 1)
})

test('tells of errors that come and go', () => {
  const { doc, errors } = aDocument()
  let changes = 0
  const stop = errors.onChange(() => changes++)
  byAnother(doc, other => other.getMap('errors').set('workflow', { name: ['is odd'] }))
  assert.equal(errors.isEmpty, false)
  byAnother(doc, other => other.getMap('errors').clear())
  assert.equal(errors.isEmpty, true)
  assert.equal(changes, 2)
  stop()
  byAnother(doc, other => other.getMap('errors').set('workflow', {}))
  assert.equal(changes, 2)
})
