import { type Input, newId, patch, post, remove } from '@/api/call'
import { session } from '@/api/session'
import type { Task } from '@/api/types'
import { useChange } from '@/data/change'
import type { Shown } from '@/data/shown'
import { t } from '@/i18n'
import { baseOf, changed, moved, showTask, type TaskChanges, type TaskMove } from './showing'

/** All that shows tasks. */
export const tasksAsked = ['/api/v1/tasks', '/api/v1/calendar']

const of = (task: Task) => `task:${task.id}`
const path = (task: Task) => ({ path: { task_id: task.id } })
const done = (task: Task): Task => ({ ...task, status: 'done', completed_at: new Date().toISOString() })
const open = (task: Task): Task => ({ ...task, status: 'todo', completed_at: null })
export const isOpen = (task: Task) => task.status !== 'done' && task.status !== 'cancelled'

export const useCompleteTask = () =>
  useChange<Task, Task>({
    call: task => post('/api/v1/tasks/{task_id}/completion', { ...path(task), body: {} }),
    shows: (shown, task) => showTask(shown, task.id, done),
    asks: tasksAsked,
    says: task => t('tasks.said.completed', { title: task.title }),
    offline: task => ({ of: of(task), base: { status: task.status } }),
  })

export const useReopenTask = () =>
  useChange<Task, Task>({
    call: task => remove('/api/v1/tasks/{task_id}/completion', path(task)),
    shows: (shown, task) => showTask(shown, task.id, open),
    asks: tasksAsked,
    says: task => t('tasks.said.reopened', { title: task.title }),
    offline: task => ({ of: of(task), base: { status: task.status } }),
  })

/** What the round box does. */
export function useToggleTask() {
  const complete = useCompleteTask()
  const reopen = useReopenTask()
  return (task: Task) => (isOpen(task) ? complete : reopen).mutate(task)
}

type TaskUpdate = { task: Task; changes: TaskChanges }

export const useUpdateTask = () =>
  useChange<TaskUpdate, Task>({
    call: ({ task, changes }) => patch('/api/v1/tasks/{task_id}', { ...path(task), body: changes }),
    shows: (shown, { task, changes }) => showTask(shown, task.id, row => changed(row, changes)),
    asks: tasksAsked,
    says: ({ task, changes }) => t('tasks.said.changed', { title: changes.title ?? task.title }),
    offline: ({ task, changes }) => ({ of: of(task), base: baseOf(task, changes) }),
  })

const showMove = (shown: Shown, { task, to }: { task: Task; to: TaskMove }) => {
  showTask(shown, task.id, row => moved(row, to))
  const beside = to.before_id ?? to.after_id
  if (beside) shown.place('/api/v1/tasks', moved(task, to), { id: beside, after: !to.before_id })
}

export const useMoveTask = () =>
  useChange<{ task: Task; to: TaskMove }, Task>({
    call: ({ task, to }) => post('/api/v1/tasks/{task_id}/move', { ...path(task), body: to }),
    shows: showMove,
    asks: tasksAsked,
    says: ({ task }) => t('tasks.said.moved', { title: task.title }),
    offline: ({ task, to }) => ({ of: of(task), base: baseOf(task, to) }),
  })

export const useDeleteTask = () =>
  useChange<Task, Task>({
    call: task => remove('/api/v1/tasks/{task_id}', path(task)),
    shows: (shown, task) => showTask(shown, task.id, () => null),
    asks: tasksAsked,
    says: task => t('tasks.said.deleted', { title: task.title }),
    offline: task => ({ of: of(task) }),
  })

export const useRestoreTask = () =>
  useChange<Task, Task>({
    call: task => post('/api/v1/tasks/{task_id}/restoration', { ...path(task), body: {} }),
    shows: (shown, task) => showTask(shown, task.id, () => null),
    asks: tasksAsked,
    says: task => t('tasks.said.restored', { title: task.title }),
  })

export type NewTask = Input<'POST', '/api/v1/tasks'> & { id: string }

/** `id` is made here (`newTask`), so that the row stands before the server has answered. */
export const useAddTask = ({ quiet = false }: { quiet?: boolean } = {}) =>
  useChange<NewTask, Task>({
    quiet,
    call: body => post('/api/v1/tasks', { body }),
    shows: (shown, task) => shown.add('/api/v1/tasks', onItsWay(task), list => takesNew(list, task), 'last'),
    asks: tasksAsked,
    says: task => t('tasks.said.added', { title: task.title }),
    offline: task => ({ of: `task:${task.id}` }),
  })

export const newTask = (title: string, rest: Omit<NewTask, 'id' | 'title'> = {}): NewTask => ({
  id: newId(),
  title,
  ...rest,
})

/** A row that the server has not answered for has version 0. */
export function onItsWay(task: NewTask): Task {
  const now = new Date().toISOString()
  const blank: Task = {
    id: task.id,
    key: null,
    title: task.title,
    notes: null,
    status: 'todo',
    priority: 4,
    start: null,
    due: null,
    deadline: null,
    estimate_minutes: null,
    recurrence: null,
    recurrence_from: null,
    series_id: null,
    occurrence: null,
    project_id: null,
    project: null,
    section_id: null,
    section: null,
    parent_id: task.parent_id ?? null,
    label_ids: [],
    labels: [],
    assignee_ids: [],
    position: task.id,
    created_by: session.current?.user.id ?? '',
    created_at: now,
    updated_at: now,
    completed_at: null,
    completed_by: null,
    deleted_at: null,
    version: 0,
  }
  return moved(changed(blank, task), { project_id: task.project_id, section_id: task.section_id })
}

/** Only lists that surely hold it: of everything that is open, of its project, of its parent. The others are asked again. */
export function takesNew(list: string, task: Pick<NewTask, 'project_id' | 'parent_id'>): boolean {
  const query = new URLSearchParams(list.split('?')[1] ?? '')
  if (list.split('?')[0] !== '/api/v1/tasks' || query.has('deleted')) return false
  const condition = (query.get('filter') ?? '').replace(/ order by .*$/, '')
  if (task.parent_id && condition === `parent:${task.parent_id}`) return true
  return condition === 'open' || (task.project_id != null && condition === `project_only:${task.project_id} and (open)`)
}
