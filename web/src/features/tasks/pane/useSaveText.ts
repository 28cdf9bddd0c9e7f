import { get, patch } from '@/api/call'
import { asProblem } from '@/api/problem'
import { send } from '@/api/send'
import type { Task } from '@/api/types'
import { useChange } from '@/data/change'
import { client } from '@/data/client'
import { t } from '@/i18n'
import { sayProblem } from '@/ui/say'
import { baseOf, changed, showTask, type TaskChanges, tasksAsked } from '../api'

type Save = { task: Task; changes: TaskChanges }

/**
 * Saves one text of a task under the condition that nobody has changed that text since. Another field's change is none of its
 * business: then it is tried again on the task as it is now.
 */
export function useSaveText(task: Task, field: 'title' | 'notes') {
  const change = useChange<Save, Task>({
    call: ({ task, changes }) =>
      patch('/api/v1/tasks/{task_id}', {
        path: { task_id: task.id },
        body: changes,
        ...(task.version > 0 ? { ifVersion: task.version } : {}),
      }),
    shows: (shown, { task, changes }) => showTask(shown, task.id, row => changed(row, changes)),
    asks: tasksAsked,
    says: ({ task, changes }) => t('tasks.said.changed', { title: changes.title ?? task.title }),
    quiet: true,
    offline: ({ task, changes }) => ({ of: `task:${task.id}`, base: baseOf(task, changes) }),
  })
  return async (mine: string, base: string) => {
    const changes: TaskChanges = field === 'notes' ? { notes: mine.trim() ? mine : null } : { title: mine.trim() }
    let known = task
    for (let tries = 0; ; tries++)
      try {
        return await change.mutateAsync({ task: known, changes })
      } catch (error) {
        const problem = asProblem(error)
        if (problem.code !== 'version_mismatch' || tries === 3) {
          sayProblem(problem)
          throw problem
        }
        known = await read(task.id)
        if ((known[field] ?? '') !== base) throw problem
      }
  }
}

async function read(task_id: string): Promise<Task> {
  const call = get('/api/v1/tasks/{task_id}', { path: { task_id } })
  const { data } = await send(call)
  client.setQueryData([call.path], data)
  return data
}
