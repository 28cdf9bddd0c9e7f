import type { RowChange } from '@/api/types'

/** One field of a task before and after, still as the journal keeps it. */
export type FieldChange = { field: HistoryField; before: unknown; after: unknown }

const historyFields = [
  'title',
  'status',
  'due',
  'start_date',
  'deadline',
  'rule',
  'priority',
  'project_id',
  'section_id',
  'parent_id',
  'label_ids',
  'assignee_ids',
  'estimate_minutes',
  'notes',
] as const
type HistoryField = (typeof historyFields)[number]

type Image = Record<string, unknown>

/** What a change did to this task: its row and its series', field by field, in the order of the pane. */
export function fieldChanges(rows: readonly RowChange[], task_id: string): FieldChange[] {
  const found: FieldChange[] = []
  for (const row of rows) {
    const isTask = row.entity === 'task' && row.id === task_id
    if (isTask ? row.kind !== 'changed' : row.entity !== 'series') continue
    const [before, after] = [image(row.before), image(row.after)]
    for (const field of historyFields) {
      // Of a series only the rule is told: its other fields are those of the task.
      if (isTask === (field === 'rule')) continue
      const [was, is] = [read(before, field), read(after, field)]
      if (JSON.stringify(was) !== JSON.stringify(is)) found.push({ field, before: was, after: is })
    }
  }
  return found
}

const image = (given: unknown): Image => (typeof given === 'object' && given !== null ? (given as Image) : {})

function read(row: Image, field: HistoryField): unknown {
  if (field === 'due')
    return row.due_date ? { date: row.due_date, time: row.due_time ?? null, time_zone: row.due_zone ?? null } : null
  if (field === 'rule') return row.ended_at ? null : (row.rule ?? null)
  return row[field] ?? null
}
