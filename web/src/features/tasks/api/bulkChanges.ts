import { type Input, patch, post, type Result, remove } from '@/api/call'
import type { Task } from '@/api/types'
import { askAgain } from '@/data/again'
import { type Changing, change, undo, useChange } from '@/data/change'
import type { Shown } from '@/data/shown'
import { t } from '@/i18n'
import { sayDone } from '@/ui/say'
import { changed, moved, showTask, type TaskChanges, type TaskMove } from './showing'
import { tasksAsked } from './taskChanges'

/** As many as one call takes. */
export const bulkLimit = 200

type Outcome = Result<'PATCH', '/api/v1/tasks/bulk'>
export type BulkFailure = { task: Task; code: string; message: string; params: Record<string, unknown> }

export const failuresOf = (tasks: readonly Task[], outcome: Outcome | null): BulkFailure[] =>
  (outcome?.items ?? []).flatMap(({ index, error }) =>
    error ? [{ task: tasks[index]!, code: error.code, message: error.message, params: error.params }] : [],
  )

const many = <I extends { tasks: readonly Task[] }>(
  given: Pick<Changing<I, Outcome>, 'call'>,
  show: (input: I) => (task: Task) => Task | null,
  said: (count: number) => string,
): Changing<I, Outcome> => ({
  ...given,
  shows: (shown: Shown, input) => {
    for (const task of input.tasks) showTask(shown, task.id, show(input))
  },
  asks: tasksAsked,
  says: (input, outcome) => {
    const done = input.tasks.length - failuresOf(input.tasks, outcome).length
    return done === 0 ? null : said(done)
  },
  undoes: outcome => outcome.items.flatMap(({ change_id }) => change_id ?? []),
})

const mode = 'each' as const

export const useCompleteTasks = () =>
  useChange(
    many<{ tasks: readonly Task[] }>(
      {
        call: ({ tasks }) =>
          post('/api/v1/tasks/bulk/completions', { body: { mode, tasks: tasks.map(task => ({ task_id: task.id })) } }),
      },
      () => task => ({ ...task, status: 'done', completed_at: new Date().toISOString() }),
      count => t('tasks.bulk.completed', { count }),
    ),
  )

export const useUpdateTasks = () =>
  useChange(
    many<{ tasks: readonly Task[]; changes: (task: Task) => TaskChanges }>(
      {
        call: ({ tasks, changes }) =>
          patch('/api/v1/tasks/bulk', {
            body: { mode, tasks: tasks.map(task => ({ ...changes(task), if_version: undefined, task_id: task.id })) },
          }),
      },
      ({ changes }) =>
        task =>
          changed(task, changes(task)),
      count => t('tasks.bulk.changed', { count }),
    ),
  )

export const useMoveTasks = () =>
  useChange(
    many<{ tasks: readonly Task[]; to: TaskMove }>(
      {
        call: ({ tasks, to }) =>
          post('/api/v1/tasks/bulk/moves', {
            body: {
              mode,
              tasks: tasks.map(task => ({ ...to, task_id: task.id })) as Input<
                'POST',
                '/api/v1/tasks/bulk/moves'
              >['tasks'],
            },
          }),
      },
      ({ to }) =>
        task =>
          moved(task, to),
      count => t('tasks.bulk.moved', { count }),
    ),
  )

/** No operation deletes many, so it is one call each; taken back all at once. */
export async function deleteTasks(tasks: readonly Task[]) {
  const answers = await Promise.all(
    tasks.map(task =>
      change<Task, Task>(
        {
          call: one => remove('/api/v1/tasks/{task_id}', { path: { task_id: one.id } }),
          shows: (shown, one) => showTask(shown, one.id, () => null),
          asks: [],
        },
        task,
      ).catch(() => null),
    ),
  )
  const changeIds = answers.flatMap(answer => answer?.changeId ?? [])
  await askAgain(...tasksAsked)
  if (changeIds.length > 0) sayDone(t('tasks.bulk.deleted', { count: changeIds.length }), () => undo(...changeIds))
}
