import type { ImportColumn, Inspection } from '@/api/types'

export type Field = ImportColumn['field']

/** What a column may be taken for, in the order in which people look for it. */
export const fields = [
  'ignore',
  'title',
  'notes',
  'project',
  'section',
  'labels',
  'assignees',
  'priority',
  'status',
  'due',
  'due_time',
  'start',
  'deadline',
  'estimate_minutes',
  'recurrence',
  'completed_at',
  'created_at',
  'parent',
  'indent',
  'id',
] as const satisfies readonly Field[]

/** The columns with one taken for something else. What stands for one thing only is taken from where it was. */
export const mapped = (columns: readonly ImportColumn[], column: string, field: Field): ImportColumn[] =>
  columns.map(one => {
    if (one.column === column) return { ...one, field }
    return one.field === field && field !== 'ignore' ? { ...one, field: 'ignore' } : one
  })

type Hindrance = 'noTitle' | 'noTasks'

/** Why there is nothing to import yet; faults of lines are no hindrance, they may be left out. */
export function hindrance(inspection: Inspection): Hindrance | null {
  if (inspection.columns.length > 0 && !inspection.columns.some(column => column.field === 'title')) return 'noTitle'
  return inspection.tasks === 0 ? 'noTasks' : null
}

/** Whether tasks would stand in no project unless one is named. */
export const needsProject = (inspection: Inspection): boolean =>
  inspection.format === 'todoist_csv' || inspection.first.some(task => !task.project)

/** `Holidays (1).csv` is the project Holidays. */
export const projectNameOf = (fileName: string): string =>
  fileName
    .replace(/\.[^.]+$/, '')
    .replace(/\s*\(\d+\)$/, '')
    .replaceAll('_', ' ')
    .trim()
    .slice(0, 100)

/** Bytes; what is larger the server refuses, so it is not even read. */
export const largest = 60_000_000
