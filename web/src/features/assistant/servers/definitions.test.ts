import { describe, expect, it } from 'vitest'
import { definitionOf, differences, inputsOf } from './definitions'

const old = {
  title: 'Search',
  description: 'Finds notes.',
  annotations: { readOnlyHint: true, openWorldHint: false, destructiveHint: null },
  input_schema: { type: 'object', properties: { query: { type: 'string' } }, required: ['query'] },
}
const same = (effect: string) => effect
const textOf = (pieces: { text: string }[]) => pieces.map(({ text }) => text).join('')

describe('what a server says about a tool', () => {
  it('is read as it says it, without guessing what it does not say', () => {
    expect(definitionOf(old).effects).toEqual(['readsOnly', 'staysIn'])
    expect(definitionOf({ description: 'x' }).effects).toEqual([])
    expect(definitionOf({ annotations: { readOnlyHint: false, destructiveHint: true } }).effects).toEqual([
      'changes',
      'destroys',
    ])
  })

  it('may be of any shape', () => {
    for (const given of [
      null,
      undefined,
      'x',
      5,
      [],
      { title: 5, description: [], annotations: 'x', input_schema: 'y' },
    ]) {
      expect(definitionOf(given)).toMatchObject({ title: '', description: '', effects: [] })
      expect(inputsOf(given)).toEqual([])
    }
    expect(
      inputsOf({ input_schema: { properties: { a: true, b: { type: ['string', 'null'] } }, required: 'a' } }),
    ).toEqual([
      { name: 'a', type: '', isRequired: false, description: '' },
      { name: 'b', type: 'string | null', isRequired: false, description: '' },
    ])
  })
})

describe('what has changed', () => {
  it('is shown section by section, old on one side and new on the other', () => {
    const now = { ...old, description: 'Finds notes and sends them.', annotations: { readOnlyHint: false } }
    const found = differences(old, now, same)
    expect(found.map(({ section }) => section)).toEqual(['description', 'effects'])
    expect(textOf(found[0]!.before)).toBe('Finds notes.')
    expect(textOf(found[0]!.after)).toBe('Finds notes and sends them.')
    expect(found[0]!.after.some(({ kind }) => kind === 'old')).toBe(false)
  })

  it('is never nothing where a hint without words has changed', () => {
    const now = { ...old, annotations: { ...old.annotations, idempotentHint: false } }
    expect(differences(old, now, same).map(({ section }) => section)).toEqual(['whole'])
  })

  it('is nothing only if all that is kept of both is the same', () => {
    expect(differences(old, structuredClone(old), same)).toEqual([])
  })
})
