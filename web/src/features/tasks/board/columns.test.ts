// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { columnOf, neighbour, placed } from './columns'

const standing = { a: ['1', '2', '3'], b: ['4'], c: [] }

test('a card goes before another, of its own column or of another', () => {
  expect(placed(standing, '3', 'a', '1')).toEqual({ a: ['3', '1', '2'], b: ['4'], c: [] })
  expect(placed(standing, '1', 'b', '4')).toEqual({ a: ['2', '3'], b: ['1', '4'], c: [] })
})

test('without another it goes to the end', () => {
  expect(placed(standing, '1', 'c', null)).toEqual({ a: ['2', '3'], b: ['4'], c: ['1'] })
  expect(placed(standing, '1', 'a', null)).toEqual({ a: ['2', '3', '1'], b: ['4'], c: [] })
})

test('a column is its own, a card that of its cards', () => {
  expect(columnOf(standing, 'c')).toBe('c')
  expect(columnOf(standing, '4')).toBe('b')
  expect(columnOf(standing, '9')).toBeNull()
})

test('beside whom it stands: before the next, after the last, alone', () => {
  expect(neighbour(['1', '2', '3'], '1')).toEqual({ before_id: '2' })
  expect(neighbour(['1', '2', '3'], '3')).toEqual({ after_id: '2' })
  expect(neighbour(['1'], '1')).toBeNull()
})
