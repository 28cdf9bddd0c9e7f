import { post, type Result } from '@/api/call'
import type { Task } from '@/api/types'
import { useChange } from '@/data/change'
import { t } from '@/i18n'
import { newTask, onItsWay, takesNew, tasksAsked, useAddTask } from '../api'

type Added = Result<'POST', '/api/v1/tasks/quick_add'>
type Item = Added['items'][number]
type Input = { text: string; project_id?: string; shown: Task[]; now: string }

const useAddText = () =>
  useChange<Input, Added>({
    // Days are counted from when it was written, also where it is sent later; the rows that are shown are those that will be.
    call: ({ text, project_id, now, shown }) =>
      post('/api/v1/tasks/quick_add', { body: { text, project_id, now, ids: shown.map(({ id }) => id) } }),
    shows: (shown, { shown: tasks }) => {
      for (const task of tasks) shown.add('/api/v1/tasks', task, list => takesNew(list, task), 'last')
    },
    asks: tasksAsked,
    says: ({ text, shown }, added) => {
      const count = added?.items.length ?? shown.length
      return count > 1
        ? t('tasks.quick.addedMany', { count })
        : t(added ? 'tasks.said.added' : 'tasks.quick.waits', { title: added?.items[0]?.title ?? text })
    },
    quiet: true,
    offline: ({ shown }) => ({ of: `task:${shown[0]?.id ?? ''}` }),
  })

/** Adds a line; answers with why not. Where it is known what was understood, the row is as it will be, with an id made here. */
export function useQuickAdd(project_id?: string) {
  const addTask = useAddTask({ quiet: true })
  const addText = useAddText()
  return async (text: string, understood?: Item): Promise<unknown> => {
    try {
      if (understood) await addTask.mutateAsync(asInput(understood.task))
      else
        await addText.mutateAsync({
          text,
          project_id,
          shown: [onItsWay(newTask(text.trim(), { project_id }))],
          now: new Date().toISOString(),
        })
      return null
    } catch (error) {
      return error
    }
  }
}

/** Several lines, all or none. */
export function useAddLines(project_id?: string) {
  const addText = useAddText()
  return async (text: string, tasks: readonly Task[]): Promise<unknown> => {
    try {
      await addText.mutateAsync({
        text,
        project_id,
        shown: tasks.map(task => ({ ...task, version: 0 })),
        now: new Date().toISOString(),
      })
      return null
    } catch (error) {
      return error
    }
  }
}

const asInput = (task: Task) =>
  newTask(task.title, {
    notes: task.notes,
    priority: task.priority,
    due: task.due,
    start: task.start,
    estimate_minutes: task.estimate_minutes,
    project_id: task.project_id,
    section_id: task.section_id,
    label_ids: task.label_ids,
    assignee_ids: task.assignee_ids,
    recurrence: task.recurrence,
    recurrence_from: task.recurrence ? task.recurrence_from : undefined,
  })
