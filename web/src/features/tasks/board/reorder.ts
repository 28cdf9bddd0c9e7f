import type { Task } from '@/api/types'
import type { Shown } from '@/data/shown'

/** The list with the task beside the other; the same where either is not in it. */
export function beside(tasks: readonly Task[], task: Task, otherId: string, after: boolean): readonly Task[] {
  if (!tasks.some(one => one.id === task.id)) return tasks
  const rest = tasks.filter(one => one.id !== task.id)
  const at = rest.findIndex(one => one.id === otherId)
  if (at < 0) return tasks
  rest.splice(after ? at + 1 : at, 0, task)
  return rest
}

/** Puts a task beside another in every list that shows both, before the server has. */
export const reordered = (shown: Shown, task: Task, otherId: string, after: boolean) =>
  shown.list<Task>('/api/v1/tasks', rows => beside(rows, task, otherId, after))
