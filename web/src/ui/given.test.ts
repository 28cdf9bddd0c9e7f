import { expect, it } from 'vitest'
import { givenOf, headOf } from './given'

it('what a call was not given is left out', () => {
  expect(givenOf({ title: 'Pay', notes: null, label_ids: [], priority: 0, is_done: false })).toEqual([
    { name: 'title', value: 'Pay' },
    { name: 'priority', value: 0 },
    { name: 'is_done', value: false },
  ])
  expect(givenOf(null)).toEqual([])
  expect(givenOf('text')).toEqual([])
})

it('a call is told by its title, else by what it is about', () => {
  expect(headOf({ project_id: 'p', title: 'Pay' })?.value).toBe('Pay')
  expect(headOf({ relation_id: 'r' })?.value).toBe('r')
  expect(headOf({ limit: 3 })).toBeNull()
})
