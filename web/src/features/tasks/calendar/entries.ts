import type { Task } from '@/api/types'
import { addDays, daysBetween } from '@/i18n/format'
import { dueHere, wallAt } from '@/i18n/zoned'
import type { Occurrence } from './icalendar'

/** What stands on a day: a task, or one that comes again then. */
export type Entry = {
  key: string
  task_id: string
  title: string
  /** In the zone of who looks. */
  day: string
  time: string | null
  /** Null: it is still to come, and no task yet. */
  task: Task | null
}

export type ByDay = ReadonlyMap<string, readonly Entry[]>

export const entryOf = (task: Task, zone: string): Entry | null => {
  if (!task.due) return null
  const { date, time } = dueHere(task.due, zone)
  return { key: task.id, task_id: task.id, title: task.title, day: date, time, task }
}

function entryToCome({ task_id, title, date, moment }: Occurrence, zone: string): Entry {
  const here = moment === null ? null : wallAt(moment, zone)
  return {
    key: `${task_id} ${date}`,
    task_id,
    title,
    day: here?.date ?? date,
    time: here?.time ?? null,
    task: null,
  }
}

/** By day: what has no time first, the urgent before the others, then by the clock. */
export function byDay(tasks: readonly Task[], occurrences: readonly Occurrence[], zone: string): ByDay {
  const days = new Map<string, Entry[]>()
  const shown = new Set<string>()
  const put = (entry: Entry) => {
    // A day of the series that has become a task since is that task.
    const one = `${entry.task_id} ${entry.day}`
    if (shown.has(one)) return
    shown.add(one)
    const entries = days.get(entry.day)
    if (entries) entries.push(entry)
    else days.set(entry.day, [entry])
  }
  for (const task of tasks) {
    const entry = entryOf(task, zone)
    if (entry) put(entry)
  }
  for (const occurrence of occurrences) put(entryToCome(occurrence, zone))
  for (const entries of days.values()) entries.sort(inOrder)
  return days
}

const inOrder = (one: Entry, other: Entry) =>
  (one.time ?? '').localeCompare(other.time ?? '') ||
  (one.task?.priority ?? 4) - (other.task?.priority ?? 4) ||
  one.title.localeCompare(other.title)

type AgendaDay = { day: string; entries: readonly Entry[] }

/** The days that have something, in order; today always, so that one sees where one is. */
export function agenda(days: ByDay, from: string, until: string, today: string): AgendaDay[] {
  const found: AgendaDay[] = []
  for (let day = from; day <= until; day = addDays(day, 1)) {
    const entries = days.get(day) ?? []
    if (entries.length > 0 || day === today) found.push({ day, entries })
  }
  return found
}

/** The due of what is put on another day: its time and zone stay, its day goes as far as it is moved. */
export const movedTo = (due: Task['due'], day: string, here?: string): NonNullable<Task['due']> =>
  due
    ? { ...due, date: addDays(due.date, daysBetween(dueHere(due, here).date, day)) }
    : { date: day, time: null, time_zone: null }
