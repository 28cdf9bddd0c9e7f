import { useState } from 'react'
import type { Task } from '@/api/types'
import {
  type BulkFailure,
  bulkLimit,
  deleteTasks,
  failuresOf,
  type TaskChanges,
  type TaskMove,
  useCompleteTasks,
  useMoveTasks,
  useUpdateTasks,
} from '../api'

type Sends<I> = { mutateAsync: (input: I) => Promise<{ data: Parameters<typeof failuresOf>[1] }> }

/** Changes of many at once; what was refused is kept to be shown. */
export function useBulk(onDone: () => void) {
  const [failures, setFailures] = useState<readonly BulkFailure[]>([])
  const complete = useCompleteTasks()
  const update = useUpdateTasks()
  const move = useMoveTasks()

  async function inParts<I>(change: Sends<I>, tasks: readonly Task[], input: (part: readonly Task[]) => I) {
    onDone()
    for (let at = 0; at < tasks.length; at += bulkLimit) {
      const part = tasks.slice(at, at + bulkLimit)
      const answer = await change.mutateAsync(input(part)).catch(() => null)
      if (!answer) return
      const failed = failuresOf(part, answer.data)
      if (failed.length > 0) setFailures(now => [...now, ...failed])
    }
  }
  return {
    failures,
    forget: () => setFailures([]),
    complete: (tasks: readonly Task[]) => void inParts(complete, tasks, part => ({ tasks: part })),
    update: (tasks: readonly Task[], changes: (task: Task) => TaskChanges) =>
      void inParts(update, tasks, part => ({ tasks: part, changes })),
    move: (tasks: readonly Task[], to: TaskMove) => void inParts(move, tasks, part => ({ tasks: part, to })),
    remove: (tasks: readonly Task[]) => {
      onDone()
      void deleteTasks(tasks)
    },
  }
}
