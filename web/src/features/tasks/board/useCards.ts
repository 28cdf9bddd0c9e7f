import { type Call, patch, post, remove } from '@/api/call'
import type { Task } from '@/api/types'
import { change, useChange } from '@/data/change'
import type { Shown } from '@/data/shown'
import { t } from '@/i18n'
import { baseOf, changed, isOpen, moved, type NewTask, newTask, onItsWay, showTask, tasksAsked } from '../api'
import { type Column, columnCall } from './columns'

type CardMove = {
  task: Task
  from: Column
  to: Column
  /** Beside whom in that column. */
  beside: { before_id: string } | { after_id: string } | null
}

const path = (task: Task) => ({ path: { task_id: task.id } })

/** Puts a card into a column: another section or place in it, or another status. */
export async function moveCard(move: CardMove) {
  const { task, to } = move
  const status = 'status' in to.to && !isOpen(task) ? to.to.status : 'todo'
  await change(
    {
      call: callOf,
      shows,
      asks: tasksAsked,
      says: () => t('board.moved', { title: task.title, column: to.name }),
      offline: ({ task, to }) => ({ of: `task:${task.id}`, base: baseOf(task, to.to) }),
    },
    move,
  )
  // A closed task is opened first, as a change of its own, and comes back as one that is to be done.
  if (status !== 'todo' && status !== 'done')
    await change(
      { call: () => patch('/api/v1/tasks/{task_id}', { ...path(task), body: { status } }), shows, asks: tasksAsked },
      move,
    )
}

function callOf({ task, from, to, beside }: CardMove): Call<Task> {
  if ('status' in to.to) {
    if (to.to.status === 'done') return post('/api/v1/tasks/{task_id}/completion', { ...path(task), body: {} })
    if (!isOpen(task)) return remove('/api/v1/tasks/{task_id}/completion', path(task))
    return patch('/api/v1/tasks/{task_id}', { ...path(task), body: to.to })
  }
  return post('/api/v1/tasks/{task_id}/move', { ...path(task), body: { ...(from === to ? {} : to.to), ...beside } })
}

function shows(shown: Shown, { task, from, to, beside }: CardMove) {
  const next = 'status' in to.to ? changed(task, to.to) : moved(task, to.to)
  showTask(shown, task.id, () => next)
  const [source, target] = [columnCall(from).path, columnCall(to).path]
  const other = beside && ('before_id' in beside ? beside.before_id : beside.after_id)
  shown.place('/api/v1/tasks', next, other ? { id: other, after: 'after_id' in beside! } : null, {
    into: list => list === target,
    ...(source === target ? {} : { outOf: list => list === source }),
    end: to.isOrdered ? 'last' : 'first',
  })
}

/** A new card at a column's foot. */
export const useAddCard = (column: Column, project_id: string | undefined) => {
  const add = useChange<NewTask, Task>({
    call: body => post('/api/v1/tasks', { body }),
    shows: (shown, task) =>
      shown.add('/api/v1/tasks', onItsWay(task), list => list === columnCall(column).path, 'last'),
    asks: tasksAsked,
    says: task => t('tasks.said.added', { title: task.title }),
    offline: task => ({ of: `task:${task.id}` }),
  })
  return (title: string) =>
    add.mutateAsync(
      newTask(title, {
        ...(project_id ? { project_id } : {}),
        ...('section_id' in column.to && column.to.section_id ? { section_id: column.to.section_id } : {}),
      }),
    )
}
