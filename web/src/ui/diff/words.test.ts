import { describe, expect, it } from 'vitest'
import { diffWords } from './words'

const sides = (before: string, after: string) => {
  const pieces = diffWords(before, after)
  const side = (other: 'old' | 'new') =>
    pieces
      .filter(piece => piece.kind !== other)
      .map(piece => piece.text)
      .join('')
  return [side('new'), side('old')]
}

describe('a diff of words', () => {
  it('shows what was taken out and put in', () => {
    expect(diffWords('In the drawer.', 'In the desk.')).toEqual([
      { kind: 'same', text: 'In the' },
      { kind: 'old', text: ' drawer.' },
      { kind: 'new', text: ' desk.' },
    ])
  })

  it('keeps both texts whole', () => {
    for (const [before, after] of [
      ['', 'new'],
      ['old', ''],
      ['a b c d', 'b x d e\n'],
      [' \n a', 'a \n '],
      ['a a a b', 'a b b b a'],
    ] as const)
      expect(sides(before, after)).toEqual([before, after])
  })

  it('is bounded for texts that have nothing in common', () => {
    const before = Array.from({ length: 50_000 }, (_, i) => `a${i}`).join(' ')
    const after = Array.from({ length: 50_000 }, (_, i) => `b${i}`).join(' ')
    const begun = performance.now()
    expect(diffWords(before, after)).toHaveLength(2)
    expect(performance.now() - begun).toBeLessThan(1000)
  })
})
