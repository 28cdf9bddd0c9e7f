import { expect, it } from 'vitest'
import { bodyOf, fieldsOf } from './models'

it('prices are dollars for people and whole millionths on the wire', () => {
  const fields = { ...fieldsOf(null), name: ' ours ', input: 0.15, output: '' as const }
  expect(bodyOf(fields)).toMatchObject({ name: 'ours', input_price: 150_000, output_price: null })
})

it('a key that nobody wrote anew is not sent', () => {
  expect('key' in bodyOf(fieldsOf(null))).toBe(false)
  expect(bodyOf({ ...fieldsOf(null), key: 'sk' })).toMatchObject({ key: 'sk' })
})
