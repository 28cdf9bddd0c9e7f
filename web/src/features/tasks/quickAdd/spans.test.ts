import { describe, expect, it } from 'vitest'
import type { QuickSpan } from '@/api/types'
import { carried, linesOf, segments } from './spans'

const span = (start: number, length: number, kind: QuickSpan['kind'] = 'due'): QuickSpan => ({
  start,
  length,
  kind,
  value: '',
  id: null,
})
const none = { spans: [], unresolved: [] }

describe('Pieces of a text', () => {
  it('are together always the text', () => {
    const text = 'Paint 🎨 monday @x #Home'
    for (const spans of [[], [span(9, 6)], [span(0, 100)], [span(-3, 2), span(99, 1)], [span(9, 6), span(11, 9)]])
      expect(
        segments(text, { spans, unresolved: [] })
          .map(piece => piece.text)
          .join(''),
      ).toBe(text)
  })
  it('say what each was understood as', () =>
    expect(
      segments('a monday b', { spans: [span(2, 6)], unresolved: [] }).map(piece => [piece.text, piece.kind]),
    ).toEqual([
      ['a ', null],
      ['monday', 'due'],
      [' b', null],
    ]))
  it('mark names that nobody has', () =>
    expect(
      segments('a @x', {
        spans: [],
        unresolved: [{ start: 2, length: 2, kind: 'label', value: 'x', reason: 'unknown' }],
      })[1],
    ).toMatchObject({ text: '@x', unresolved: true }))
  it('are sorted, also where the marks are not', () =>
    expect(segments('ab', { spans: [span(1, 1), span(0, 1)], unresolved: [] }).map(piece => piece.text)).toEqual([
      'a',
      'b',
    ]))
  it('of nothing are none', () => expect(segments('', { spans: [span(0, 1)], unresolved: [] })).toEqual([]))
})

describe('Marks of a moment ago', () => {
  const marks = { spans: [span(4, 6), span(11, 5, 'project')], unresolved: [] }
  const before = 'Fix monday #Home'
  it('stay while one types on behind them', () => expect(carried(marks, before, `${before} !`)).toEqual(marks))
  it('move along with what is typed before them', () =>
    expect(carried(marks, before, 'Fixed monday #Home').spans.map(one => one.start)).toEqual([6, 13]))
  it('go where they are touched', () =>
    expect(carried(marks, before, 'Fix monda #Home').spans.map(one => one.kind)).toEqual(['project']))
  it('go with the text', () => expect(carried(marks, before, '')).toEqual(none))
})

it('Lines that are empty are no tasks', () => expect(linesOf('a\r\n\n  b\n \n')).toEqual(['a', '  b']))
