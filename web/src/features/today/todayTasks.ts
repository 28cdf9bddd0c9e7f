import type { Task } from '@/api/types'
import { dueHere } from '@/i18n/zoned'

/** How many days ahead are shown, folded. */
export const ahead = 7

/** Mine, and those that nobody has taken yet. */
export const todayFilter = `open and (assignee:me or assignee is empty) and due <= today+${ahead}d order by due, due_time`

export function parted(tasks: readonly Task[], today: string): { now: Task[]; coming: Task[] } {
  const now: Task[] = []
  const coming: Task[] = []
  for (const task of tasks) if (task.due) (dueHere(task.due).date > today ? coming : now).push(task)
  return { now, coming }
}
