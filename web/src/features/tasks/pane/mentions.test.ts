import { expect, test } from 'vitest'
import { candidates, mentionAt, mentioned, mentionsIn } from './mentions'

const members = [
  { user_id: '1', display_name: 'Ana' },
  { user_id: '2', display_name: 'Ana Maria Lopez' },
  { user_id: '3', display_name: 'Ben' },
]

test('what is written behind an @', () => {
  expect(mentionAt('hi @an', 6)).toEqual({ from: 3, name: 'an' })
  expect(mentionAt('@', 1)).toEqual({ from: 0, name: '' })
  expect(mentionAt('@ana maria', 10)).toEqual({ from: 0, name: 'ana maria' })
})

test('an address, or what stands in another line, is no mention', () => {
  expect(mentionAt('me@example', 10)).toBeNull()
  expect(mentionAt('@ana\nhello', 10)).toBeNull()
  expect(mentionAt('@ and', 5)).toBeNull()
  expect(mentionAt('none', 4)).toBeNull()
})

test('names and words of them complete', () => {
  expect(candidates(members, 'lop').map(one => one.user_id)).toEqual(['2'])
  expect(candidates(members, '').length).toBe(3)
})

test('a name is put in, with one blank behind it', () => {
  expect(mentioned('hi @be there', 3, 6, 'Ben')).toEqual({ text: 'hi @Ben there', caret: 8 })
  expect(mentioned('@a', 0, 2, 'Ana')).toEqual({ text: '@Ana ', caret: 5 })
})

test('who is meant, the longest name first, each once', () => {
  expect(mentionsIn('@Ana Maria Lopez and @ben, @Ben', members)).toEqual(['2', '3'])
  expect(mentionsIn('@Ana!', members)).toEqual(['1'])
  expect(mentionsIn('@Anabel, a@Ben', members)).toEqual([])
})
