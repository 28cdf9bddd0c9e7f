import { expect, it } from 'vitest'
import { lineOf, placeOfLine } from './lines'

it('a finding tells its line', () => {
  expect(lineOf("Line 3: 'hooks' is no field")).toBe(3)
  expect(lineOf('Something else')).toBeNull()
})

it('a line is found in the text', () => {
  const text = 'one\ntwo\nthree'
  const { start, end } = placeOfLine(text, 2)
  expect(text.slice(start, end)).toBe('two')
  expect(placeOfLine(text, 99)).toEqual({ start: text.length, end: text.length })
})
