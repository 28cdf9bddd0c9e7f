import type { Task } from '@/api/types'
import { today } from '@/i18n/format'
import { dueHere } from '@/i18n/zoned'

type DueTone = 'late' | 'today' | 'soon' | 'later'

/** How near it is; a task that is done is never late. */
export function dueTone(task: Pick<Task, 'due' | 'status'>, now = today()): DueTone {
  const day = task.due && dueHere(task.due).date
  if (!day || task.status === 'done' || task.status === 'cancelled') return 'later'
  if (day < now) return 'late'
  if (day === now) return 'today'
  return 'soon'
}

export const dueTime = (due: Task['due']): string | null => due && dueHere(due).time
