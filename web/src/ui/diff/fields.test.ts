import { describe, expect, it } from 'vitest'
import type { RowChange } from '@/api/types'
import { fieldsOf, isLong, rowKind, rowName } from './fields'

const row = (kind: RowChange['kind'], before: unknown, after: unknown) =>
  ({ entity: 'task', id: '01a200f2-1976-73f3-b857-b6c8cd44ff8f', kind, before, after }) as RowChange

describe('the fields of a changed row', () => {
  it('are those that differ, without what Steward keeps itself', () => {
    const change = row(
      'changed',
      { title: 'Pay', priority: 4, version: 1, label_ids: [], notes: '' },
      { title: 'Pay now', priority: 4, version: 2, label_ids: [], notes: null },
    )
    expect(fieldsOf(change)).toEqual([{ name: 'title', before: 'Pay', after: 'Pay now' }])
  })

  it('tell its place if nothing else was changed', () => {
    expect(fieldsOf(row('changed', { position: 'a' }, { position: 'b' })).map(field => field.name)).toEqual([
      'position',
    ])
    expect(
      fieldsOf(row('changed', { position: 'a', title: 'x' }, { position: 'b', title: 'y' })).map(field => field.name),
    ).toEqual(['title'])
  })

  it('of an added row are all that say something beside its name, long texts last', () => {
    const change = row('added', null, {
      notes: 'n',
      id: 'x',
      priority: 2,
      title: 'Pay',
      status: 'todo',
      due_date: null,
    })
    expect(fieldsOf(change).map(field => field.name)).toEqual(['status', 'priority', 'notes'])
  })
})

describe('the kind of a row', () => {
  it('is what people call it', () => {
    expect(rowKind(row('changed', { deleted_at: null }, { deleted_at: '2026-11-22T01:00:00Z' }))).toBe('trashed')
    expect(rowKind(row('changed', { deleted_at: '2026-11-22T01:00:00Z' }, { deleted_at: null }))).toBe('restored')
    expect(rowKind(row('changed', { completed_at: null }, { completed_at: '2026-11-22T01:00:00Z' }))).toBe('completed')
    expect(rowKind(row('changed', { title: 'a' }, { title: 'b' }))).toBe('changed')
    expect(rowKind(row('deleted', { title: 'a' }, null))).toBe('deleted')
    expect(rowKind(row('changed', null, null))).toBe('hidden')
  })

  it('is not told a second time by a field', () => {
    expect(fieldsOf(row('changed', { deleted_at: null }, { deleted_at: '2026-11-22T01:00:00Z' }))).toEqual([])
  })
})

it('a row is called what it was called before', () => {
  expect(rowName(row('changed', { title: 'Pay' }, { title: 'Pay now' }))).toBe('Pay')
  expect(rowName(row('added', null, { name: 'Home' }))).toBe('Home')
  expect(rowName(row('changed', null, null))).toBeNull()
})

it('texts of several lines are compared word by word', () => {
  expect(isLong({ name: 'notes', before: 'a\nb', after: 'a' })).toBe(true)
  expect(isLong({ name: 'title', before: 'a', after: 'b' })).toBe(false)
})
