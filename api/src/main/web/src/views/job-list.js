/** The list of jobs beside the editor: choose one, see who is in which, add one. */
import { h, showEach } from '../dom.js'
import { peopleIn } from './people.js'

/**
 * @param {{ onChoose: (id: string) => void, onAdd: () => void }} actions
 */
export function jobList ({ onChoose, onAdd }) {
  const list = h('ul', { class: 'jobs' })
  const create = job => h('li', {}, h('button', { type: 'button', class: 'job', onclick: () => onChoose(job.id) },
    h('span', { class: 'job-name' }), h('span', { class: 'job-people', 'aria-hidden': 'true' }), h('span', { class: 'job-wrong' })))
  const add = h('button', { type: 'button', class: 'add-job', onclick: onAdd }, h('span', { 'aria-hidden': 'true' }, '+'), ' Add job')

  return {
    element: h('nav', { class: 'rail', 'aria-label': 'Jobs' },
      h('h2', {}, 'Jobs'),
      list,
      add),

    /**
     * @param {import('../document/workflow-document.js').Job[]} jobs
     * @param {{ awareness: import('y-protocols/awareness').Awareness, errors: import('../document/workflow-errors.js').WorkflowErrors, mayEdit: boolean }} about
     */
    show (jobs, chosenId, { awareness, errors, mayEdit }) {
      add.hidden = !mayEdit
      const others = peopleIn(awareness).filter(person => !person.isMe)
      showEach(list, jobs, job => job.id, create, (item, job) => {
        const button = item.firstChild
        const here = others.filter(person => person.job === job.id)
        button.toggleAttribute('aria-current', job.id === chosenId)
        button.querySelector('.job-name').textContent = job.name || 'Unnamed job'
        button.querySelector('.job-people').replaceChildren(...here.map(dot))
        button.querySelector('.job-wrong').replaceChildren(...errors.ofJob(job.id).length > 0 ? [wrongMark()] : [])
        button.title = here.length > 0 ? `${here.map(person => person.name).join(', ')} here` : ''
      })
      list.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    }
  }
}

function wrongMark () {
  return h('span', { class: 'wrong-mark', role: 'img', 'aria-label': 'needs mending' }, '!')
}

function dot ({ color }) {
  const element = h('span', { class: 'dot' })
  element.style.setProperty('--person', color)
  return element
}
