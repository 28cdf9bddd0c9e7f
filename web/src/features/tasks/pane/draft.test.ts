import { expect, test } from 'vitest'
import { both, followed, standing } from './draft'

test('what nobody has written is not saved', () => {
  expect(standing({ base: 'a', mine: 'a' }, 'a')).toBe('untouched')
  expect(standing({ base: 'a', mine: 'a' }, 'b')).toBe('untouched')
})

test('what one has written is saved while nobody else has', () => {
  expect(standing({ base: 'a', mine: 'b' }, 'a')).toBe('mine')
  expect(standing({ base: '', mine: 'b' }, '')).toBe('mine')
})

test('two who write the same do not differ', () => {
  expect(standing({ base: 'a', mine: 'b' }, 'b')).toBe('same')
})

test('two who write differently are a conflict, even if one has cleared it', () => {
  expect(standing({ base: 'a', mine: 'b' }, 'c')).toBe('conflict')
  expect(standing({ base: 'a', mine: '' }, 'c')).toBe('conflict')
  expect(standing({ base: 'a', mine: 'b' }, '')).toBe('conflict')
})

test('an untouched draft follows others, a touched one is never overwritten', () => {
  expect(followed({ base: 'a', mine: 'a' }, 'b')).toEqual({ base: 'b', mine: 'b' })
  expect(followed({ base: 'a', mine: 'x' }, 'b')).toEqual({ base: 'a', mine: 'x' })
})

test('both can be kept', () => {
  expect(both('theirs\n', '\nmine')).toBe('theirs\n\nmine')
})
