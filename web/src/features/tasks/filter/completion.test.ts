import { describe, expect, it } from 'vitest'
import { faultIn, isWhole, taken } from './completion'

const at = (start: number, length: number) => ({ start, length, suggestions: [] })

describe('A suggestion that is taken', () => {
  it('replaces what was begun, and leaves the caret behind it', () =>
    expect(taken('open and l', at(9, 1), { insert: 'label', kind: 'field', description: '' })).toEqual({
      text: 'open and label',
      caret: 14,
    }))
  it('is followed by a blank where the next word comes', () =>
    expect(taken('label:d', at(6, 1), { insert: 'diy', kind: 'value', description: '' }).text).toBe('label:diy '))
  it('adds no second blank in the middle of a text', () =>
    expect(taken('label:d and open', at(6, 1), { insert: 'diy', kind: 'value', description: '' }).text).toBe(
      'label:diy and open',
    ))
  it('stands right before a bracket', () =>
    expect(taken('(label:d)', at(7, 1), { insert: 'diy', kind: 'value', description: '' }).text).toBe('(label:diy)'))
  it('is whole where it is written already', () => {
    expect(isWhole('Open', at(0, 4), { insert: 'open', kind: 'flag', description: '' })).toBe(true)
    expect(isWhole('op', at(0, 2), { insert: 'open', kind: 'flag', description: '' })).toBe(false)
  })
})

describe('A fault', () => {
  const problem = (position: number, length: number) => ({
    code: 'invalid_input',
    message: '',
    params: { position, length },
    errors: [{ code: 'invalid_query', message: "At character 10 ('labl'): there is no such field." }],
  })
  it('stands where it was written, also behind what the page put in front', () => {
    expect(faultIn('open and labl:x', 0, problem(10, 4))).toMatchObject({ start: 9, length: 4 })
    expect(faultIn('labl:x', 20, problem(21, 4))).toMatchObject({ start: 0, length: 4 })
  })
  it('at the end marks at least one character, and never one outside', () => {
    expect(faultIn('open and', 0, problem(9, 0))).toMatchObject({ start: 8, length: 1 })
    expect(faultIn('open', 0, problem(99, 4))).toMatchObject({ start: 4, length: 1 })
  })
  it('is told in its own words', () =>
    expect(faultIn('open and labl:x', 0, problem(10, 4))!.message).toBe('“labl”: there is no such field.'))
  it('of another kind has no place', () =>
    expect(faultIn('x', 0, { code: 'offline', message: '', params: {}, errors: [] })).toBeNull())
})
