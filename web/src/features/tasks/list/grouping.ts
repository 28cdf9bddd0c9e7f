import type { Project, Section, Task } from '@/api/types'
import { addDays } from '@/i18n/format'
import { dueHere } from '@/i18n/zoned'
import type { Grouping } from './filter'

export type Group =
  | { by: 'overdue' | 'noDate' | 'later' | 'noProject' }
  | { by: 'day'; day: string }
  | { by: 'project'; project_id: string; name: string }
  | { by: 'priority'; priority: number }
  | { by: 'section'; section: Section }

export type ListItem =
  | { kind: 'group'; key: string; group: Group; count: number }
  /** Below the heading of its day, a task need not tell it again. */
  | { kind: 'task'; key: string; task: Task; depth: number; isOfDay: boolean }

export type Known = { today: string; projects: readonly Project[]; sections: readonly Section[] }

/** Days that have a heading of their own; what is due after them is "later". */
const near = 14

/** Tasks under their headings, in one flat list, as it is drawn. */
export function grouped(tasks: readonly Task[], by: Grouping, known: Known): ListItem[] {
  if (by === 'none') return tasks.map(task => item(task))
  if (by === 'section') return inSections(tasks, known.sections)
  const groups = new Map<string, { group: Group; order: string; tasks: Task[] }>()
  const order = new Map(known.projects.map((project, index) => [project.id, index]))
  const last = addDays(known.today, near)
  for (const task of tasks) {
    const group = groupOf(task, by, known.today, last)
    const key = keyOf(group)
    const there = groups.get(key)
    if (there) there.tasks.push(task)
    else groups.set(key, { group, order: orderOf(group, order), tasks: [task] })
  }
  return [...groups.entries()]
    .sort(([, one], [, other]) => (one.order < other.order ? -1 : one.order > other.order ? 1 : 0))
    .flatMap(([key, { group, tasks }]) => [
      { kind: 'group' as const, key, group, count: tasks.length },
      ...tasks.map(task => item(task, 0, group.by === 'day')),
    ])
}

const item = (task: Task, depth = 0, isOfDay = false): ListItem => ({
  kind: 'task',
  key: task.id,
  task,
  depth,
  isOfDay,
})

function groupOf(task: Task, by: Grouping, today: string, last: string): Group {
  if (by === 'priority') return { by: 'priority', priority: task.priority }
  if (by === 'project')
    return task.project_id
      ? { by: 'project', project_id: task.project_id, name: task.project ?? '' }
      : { by: 'noProject' }
  const day = task.due && dueHere(task.due).date
  if (!day) return { by: 'noDate' }
  if (day < today && task.status !== 'done' && task.status !== 'cancelled') return { by: 'overdue' }
  return day > last ? { by: 'later' } : { by: 'day', day }
}

function keyOf(group: Group): string {
  switch (group.by) {
    case 'day':
      return `day:${group.day}`
    case 'project':
      return `project:${group.project_id}`
    case 'priority':
      return `priority:${group.priority}`
    case 'section':
      return `section:${group.section.id}`
    default:
      return group.by
  }
}

function orderOf(group: Group, projects: ReadonlyMap<string, number>): string {
  switch (group.by) {
    case 'overdue':
    case 'noProject':
      return '0'
    case 'day':
      return `1${group.day}`
    case 'later':
      return '2'
    case 'noDate':
      return '3'
    case 'project':
      return `1${String(projects.get(group.project_id) ?? 9999).padStart(5, '0')}${group.name}`
    case 'priority':
      return String(group.priority)
    case 'section':
      return ''
  }
}

/** First what stands in no section; every section has its heading, also an empty one: tasks are dropped there. */
function inSections(tasks: readonly Task[], sections: readonly Section[]): ListItem[] {
  const known = new Set(sections.map(section => section.id))
  const within = new Map<string | null, Task[]>()
  for (const task of tasks) {
    const section = task.section_id && known.has(task.section_id) ? task.section_id : null
    const there = within.get(section)
    if (there) there.push(task)
    else within.set(section, [task])
  }
  return [
    ...nested(within.get(null) ?? []),
    ...sections.flatMap(section => {
      const those = within.get(section.id) ?? []
      return [
        {
          kind: 'group' as const,
          key: `section:${section.id}`,
          group: { by: 'section' as const, section },
          count: those.length,
        },
        ...nested(those),
      ]
    }),
  ]
}

/** Subtasks below their task, where that is here, too. */
function nested(tasks: readonly Task[]): ListItem[] {
  const here = new Set(tasks.map(task => task.id))
  const children = new Map<string, Task[]>()
  const roots: Task[] = []
  for (const task of tasks) {
    if (!task.parent_id || !here.has(task.parent_id)) roots.push(task)
    else if (children.has(task.parent_id)) children.get(task.parent_id)!.push(task)
    else children.set(task.parent_id, [task])
  }
  const below = (task: Task, depth: number): ListItem[] => [
    item(task, depth),
    ...(children.get(task.id) ?? []).flatMap(child => below(child, depth + 1)),
  ]
  return roots.flatMap(task => below(task, 0))
}
