import { expect, test } from 'vitest'
import { asKept, relationKinds, seenFrom } from './relationKinds'

test.each(relationKinds)('%s is kept so that it reads the same again', kind => {
  expect(seenFrom('here', asKept(kind, 'here', 'there'))).toEqual({ kind, other: 'there' })
})

test('what one blocks is blocked by it', () => {
  const kept = asKept('blocks', 'here', 'there')
  expect(kept).toEqual({ kind: 'blocks', task_id: 'here', other_id: 'there' })
  expect(seenFrom('there', kept)).toEqual({ kind: 'blocked_by', other: 'here' })
})
