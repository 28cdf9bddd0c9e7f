import { expect, test } from 'vitest'
import type { RowChange } from '@/api/types'
import { fieldChanges } from './historyWords'

const row = (before: object | null, after: object | null, rest: Partial<RowChange> = {}): RowChange =>
  ({ entity: 'task', id: 't', kind: 'changed', before, after, ...rest }) as RowChange

test('fields that differ are told, versions and times of change are not', () => {
  const rows = [row({ title: 'a', priority: 4, version: 1 }, { title: 'b', priority: 4, version: 2 })]
  expect(fieldChanges(rows, 't')).toEqual([{ field: 'title', before: 'a', after: 'b' }])
})

test('day, time and zone of a due are one', () => {
  const rows = [
    row(
      { due_date: '2026-11-22', due_time: null, due_zone: null },
      { due_date: '2026-11-23', due_time: '09:00:00', due_zone: 'Europe/Berlin' },
    ),
  ]
  expect(fieldChanges(rows, 't')).toEqual([
    {
      field: 'due',
      before: { date: '2026-11-22', time: null, time_zone: null },
      after: { date: '2026-11-23', time: '09:00:00', time_zone: 'Europe/Berlin' },
    },
  ])
})

test('of its series the rule alone is told, and its end', () => {
  const series = { entity: 'series', id: 's' }
  const rows = [
    row({ rule: 'FREQ=DAILY', title: 'a', ended_at: null }, { rule: 'FREQ=DAILY', title: 'b', ended_at: 'x' }, series),
  ]
  expect(fieldChanges(rows, 't')).toEqual([{ field: 'rule', before: 'FREQ=DAILY', after: null }])
})

test('that it begins to repeat is told', () => {
  const rows = [row(null, { rule: 'FREQ=DAILY', ended_at: null }, { entity: 'series', kind: 'added' })]
  expect(fieldChanges(rows, 't')).toEqual([{ field: 'rule', before: null, after: 'FREQ=DAILY' }])
})

test('other tasks of the change, and what was added, are not its own', () => {
  expect(fieldChanges([row({ title: 'a' }, { title: 'b' }, { id: 'other' })], 't')).toEqual([])
  expect(fieldChanges([row(null, { title: 'b' }, { kind: 'added' })], 't')).toEqual([])
})
