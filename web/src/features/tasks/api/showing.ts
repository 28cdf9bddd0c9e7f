import { get, type Input } from '@/api/call'
import type { Label, Page, Project, Section, Task } from '@/api/types'
import { client } from '@/data/client'
import type { Shown } from '@/data/shown'

export type TaskChanges = Input<'PATCH', '/api/v1/tasks/{task_id}'>
export type TaskMove = Input<'POST', '/api/v1/tasks/{task_id}/move'>

const known = <T>(path: string): readonly T[] => client.getQueryData<Page<T>>([path])?.items ?? []
const knownProjects = () => known<Project>(get('/api/v1/projects', { query: { limit: 200 } }).path)
const knownLabels = () => known<Label>(get('/api/v1/labels', { query: { limit: 200 } }).path)
const knownSections = (project_id: string) =>
  known<Section>(get('/api/v1/projects/{project_id}/sections', { path: { project_id }, query: { limit: 200 } }).path)

/** The task as it will be, before the server has said so. */
export function changed(task: Task, changes: TaskChanges): Task {
  const {
    due,
    label_ids,
    assignee_ids,
    title,
    notes,
    status,
    priority,
    start,
    deadline,
    estimate_minutes,
    recurrence,
  } = changes
  return {
    ...task,
    ...(title == null ? {} : { title }),
    ...(notes === undefined ? {} : { notes }),
    ...(status == null ? {} : { status, completed_at: status === 'done' ? new Date().toISOString() : null }),
    ...(priority == null ? {} : { priority }),
    ...(start === undefined ? {} : { start }),
    ...(deadline === undefined ? {} : { deadline }),
    ...(estimate_minutes === undefined ? {} : { estimate_minutes }),
    ...(recurrence === undefined ? {} : { recurrence }),
    ...(due === undefined ? {} : { due: due && { ...due, time: due.time ?? null, time_zone: due.time_zone ?? null } }),
    ...(label_ids == null ? {} : { label_ids, labels: namesOf(label_ids) }),
    ...(assignee_ids == null ? {} : { assignee_ids }),
  }
}

function namesOf(ids: readonly string[]): string[] {
  const labels = knownLabels()
  return ids.flatMap(id => labels.find(label => label.id === id)?.name ?? [])
}

export function moved(task: Task, to: TaskMove): Task {
  const project_id = to.project_id === undefined ? task.project_id : to.project_id
  const section_id =
    to.section_id !== undefined ? to.section_id : project_id === task.project_id ? task.section_id : null
  const project = knownProjects().find(one => one.id === project_id)
  const section = project_id ? knownSections(project_id).find(one => one.id === section_id) : undefined
  return {
    ...task,
    project_id,
    project: project?.name ?? (project_id === task.project_id ? task.project : null),
    section_id,
    section: section?.name ?? (section_id === task.section_id ? task.section : null),
    parent_id: to.parent_id === undefined ? task.parent_id : to.parent_id,
  }
}

export const showTask = (shown: Shown, id: string, change: (task: Task) => Task | null) =>
  shown.row<Task>('/api/v1/tasks', id, change)

/** The fields as they are now, of those that change: for telling conflicts. */
export const baseOf = (task: Task, changes: object): Record<string, unknown> =>
  Object.fromEntries(Object.keys(changes).map(field => [field, task[field as keyof Task]]))
