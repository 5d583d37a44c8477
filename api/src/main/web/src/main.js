/** Start reading here: shows the view that the address asks for, and puts it away when the address changes. */
import { parseRoute } from './route.js'
import { showList } from './views/list-view.js'
import { showWorkflow } from './views/workflow-view.js'

const root = document.getElementById('app')
let leave = () => {}
let shown = ''

function show () {
  const route = parseRoute(location.hash)
  const key = JSON.stringify(route)
  if (key === shown) return
  shown = key
  leave()
  root.replaceChildren()
  leave = route.view === 'workflow' ? showWorkflow(root, route.workflowId) : showList(root)
}

addEventListener('hashchange', show)
show()
