import { expect, it } from 'vitest'
import type { Change } from '@/api/types'
import { momentOf } from './filters'
import { between, linesOf, subjectOf, undoneOf } from './lines'

const change = (id: string, at: string, undoes: string[] = []): Change => ({
  id,
  at,
  undoes,
  operation: 'add_task',
  surface: 'rest',
  user_id: null,
  api_key_id: null,
  agent: null,
  run_id: null,
  conversation_id: null,
  batch_id: null,
  events: [],
  summary: `Add task: ${id}`,
  position: id,
})
const day = (at: string) => at.slice(0, 10)

it('puts a heading before each day, and none twice', () => {
  const lines = linesOf(
    [change('c', '2026-11-22T10:00:00Z'), change('b', '2026-11-22T09:00:00Z'), change('a', '2026-11-20T09:00:00Z')],
    day,
  )
  expect(lines.map(line => (line.kind === 'day' ? line.day : line.change.id))).toEqual([
    '2026-11-22',
    'c',
    'b',
    '2026-11-20',
    'a',
  ])
})

it('has nothing to show of nothing', () => expect(linesOf([], day)).toEqual([]))

it('says what was undone, unless the undo was undone', () => {
  const a = change('a', '2026-11-22T08:00:00Z')
  const b = change('b', '2026-11-22T09:00:00Z', ['a'])
  const c = change('c', '2026-11-22T10:00:00Z', ['b'])
  expect([...undoneOf([b, a])]).toEqual([['a', 'b']])
  expect([...undoneOf([c, b, a])]).toEqual([['b', 'c']])
})

it('tells the subject apart from the deed', () => {
  expect(subjectOf({ summary: 'Add task: Buy: milk' })).toBe('Buy: milk')
  expect(subjectOf({ summary: 'Change password' })).toBe('')
})

it('selects from one to another in either direction', () => {
  const changes = ['d', 'c', 'b', 'a'].map(id => change(id, '2026-11-22T08:00:00Z'))
  expect(between(changes, 'c', 'a')).toEqual(['c', 'b', 'a'])
  expect(between(changes, 'a', 'c')).toEqual(['c', 'b', 'a'])
  expect(between(changes, 'x', 'a')).toEqual([])
})

it('takes a day with all of it, and leaves a moment as it is', () => {
  const from = new Date(momentOf('2026-11-22', 'start')!)
  const until = new Date(momentOf('2026-11-22', 'end')!)
  expect(until.getTime() - from.getTime()).toBe(86_400_000)
  expect(momentOf('2026-11-22T10:00:00.000Z', 'end')).toBe('2026-11-22T10:00:00.000Z')
  expect(momentOf('soon', 'start')).toBeUndefined()
})
