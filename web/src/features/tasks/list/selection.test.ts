import { describe, expect, it } from 'vitest'
import { nothingSelected, type Selection, type Step, stepped } from './selection'

const ids = ['a', 'b', 'c', 'd', 'e']
const steps = (...all: Step[]): Selection => all.reduce((now, step) => stepped(now, step, ids), nothingSelected)
const selected = (selection: Selection) => [...selection.selected].sort().join('')

describe('Moving', () => {
  it('begins at the first row and stays within the list', () => {
    expect(steps({ to: 'move', by: 1 }).active).toBe('a')
    expect(steps({ to: 'move', by: -1 }).active).toBe('a')
    expect(steps({ to: 'activate', id: 'e' }, { to: 'move', by: 1 }).active).toBe('e')
    expect(steps({ to: 'end', last: true }).active).toBe('e')
  })
  it('does nothing in an empty list', () =>
    expect(stepped(nothingSelected, { to: 'move', by: 1 }, [])).toBe(nothingSelected))
})

describe('Extending', () => {
  const extend = (by: number): Step => ({ to: 'move', by, extend: true })
  it('selects from where it began', () =>
    expect(selected(steps({ to: 'activate', id: 'b' }, extend(1), extend(1)))).toBe('bcd'))
  it('gives back what it passes again', () =>
    expect(selected(steps({ to: 'activate', id: 'b' }, extend(1), extend(1), extend(-1)))).toBe('bc'))
  it('turns around at its beginning', () =>
    expect(selected(steps({ to: 'activate', id: 'c' }, extend(1), extend(-1), extend(-1)))).toBe('bc'))
  it('keeps what was selected apart from it', () =>
    expect(selected(steps({ to: 'toggle', id: 'a' }, { to: 'activate', id: 'd' }, extend(1)))).toBe('ade'))
  it('goes from the last click to the next one with shift', () =>
    expect(selected(steps({ to: 'toggle', id: 'b' }, { to: 'range', id: 'd' }))).toBe('bcd'))
})

describe('Rows that go', () => {
  it('are not selected any more', () => {
    const now = steps({ to: 'toggle', id: 'b' }, { to: 'toggle', id: 'c' })
    expect(selected(stepped(now, { to: 'prune', before: ids }, ['a', 'c']))).toBe('c')
  })
  it('leave the focus to the next one, the last to the one before', () => {
    const at = (id: string, left: string[]) =>
      stepped(steps({ to: 'activate', id }), { to: 'prune', before: ids }, left).active
    expect(at('b', ['a', 'c', 'd', 'e'])).toBe('c')
    expect(at('e', ['a', 'b'])).toBe('b')
    expect(at('e', [])).toBeNull()
  })
  it('change nothing where they do not concern it', () => {
    const now = steps({ to: 'toggle', id: 'b' })
    expect(stepped(now, { to: 'prune', before: ids }, ['a', 'b'])).toBe(now)
  })
})
