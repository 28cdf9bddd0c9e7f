import type { RowChange } from '@/api/types'
import { asObject } from '../objects'

export type FieldDiff = { name: string; before: unknown; after: unknown }

/** What happened to a row, as people say it: a task that was put into the trash is not merely "changed". */
export type RowKind =
  | 'added'
  | 'changed'
  | 'deleted'
  | 'trashed'
  | 'restored'
  | 'completed'
  | 'reopened'
  | 'archived'
  | 'unarchived'
  | 'hidden'

/** Kept by Steward itself; nobody asked for them. */
const bookkeeping = new Set(['id', 'tenant_id', 'version', 'created_at', 'created_by', 'updated_at', 'updated_by'])
/** They follow from others that are shown. */
const silent = new Set(['position', 'completed_by', 'deleted_by', 'due_zone', ...bookkeeping])
/** Told by the row's kind. */
const told: Partial<Record<RowKind, readonly string[]>> = {
  trashed: ['deleted_at'],
  restored: ['deleted_at'],
  completed: ['completed_at', 'status'],
  reopened: ['completed_at', 'status'],
  archived: ['archived_at'],
  unarchived: ['archived_at'],
}
const namedBy = ['title', 'name', 'display_name', 'email', 'target', 'text', 'body']
const first = ['title', 'name', 'status', 'due_date', 'due_time', 'priority', 'project_id']
const last = ['description', 'notes', 'text', 'body']

/** The row as people call it, by what it was before: the new name stands among the fields. */
export function rowName(change: RowChange): string | null {
  const image = asObject(change.before) ?? asObject(change.after)
  const name = namedBy.map(field => image?.[field]).find(value => typeof value === 'string' && value.trim() !== '')
  return (name as string | undefined) ?? null
}

export function rowKind(change: RowChange): RowKind {
  const [before, after] = [asObject(change.before), asObject(change.after)]
  if (!before && !after) return 'hidden'
  if (change.kind !== 'changed' || !before || !after) return change.kind
  const went = (field: string) => isNothing(before[field]) && !isNothing(after[field])
  const came = (field: string) => !isNothing(before[field]) && isNothing(after[field])
  if (went('deleted_at')) return 'trashed'
  if (came('deleted_at')) return 'restored'
  if (went('completed_at')) return 'completed'
  if (came('completed_at')) return 'reopened'
  if (went('archived_at')) return 'archived'
  if (came('archived_at')) return 'unarchived'
  return 'changed'
}

/** The fields that differ, or all that say something of a row that came or went: what people look for first comes first. */
export function fieldsOf(change: RowChange): FieldDiff[] {
  const [before, after] = [asObject(change.before) ?? {}, asObject(change.after) ?? {}]
  const isWhole = change.kind !== 'changed'
  const hidden = new Set([...silent, ...(told[rowKind(change)] ?? [])])
  const name = isWhole ? rowName(change) : null
  // The name stands above its fields.
  const isTold = (value: unknown) => !isNothing(value) && value !== name
  const differing = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(field =>
    isWhole ? isTold(before[field] ?? after[field]) : !isSame(before[field], after[field]),
  )
  const shown = differing.filter(name => !hidden.has(name))
  // A row that was only moved, say: better its place than nothing.
  const names = shown.length > 0 || isWhole ? shown : differing.filter(name => name === 'position')
  return names
    .sort((a, b) => rank(a) - rank(b))
    .map(name => ({ name, before: before[name] ?? null, after: after[name] ?? null }))
}

const rank = (name: string) =>
  first.includes(name) ? first.indexOf(name) : last.includes(name) ? 200 + last.indexOf(name) : 100

export const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

const isSame = (a: unknown, b: unknown) => (isNothing(a) && isNothing(b)) || JSON.stringify(a) === JSON.stringify(b)

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
export const isId = (value: unknown): value is string => typeof value === 'string' && uuid.test(value)
export const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)
export const isTime = (value: unknown): value is string =>
  typeof value === 'string' && /^\d\d:\d\d:\d\d(\.\d+)?$/.test(value)
export const isMoment = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(value)

/** Such texts are compared word by word. */
export const isLong = (field: FieldDiff): boolean => isLongText(field.before) || isLongText(field.after)

const isLongText = (value: unknown) => typeof value === 'string' && (value.length > 60 || value.includes('\n'))
