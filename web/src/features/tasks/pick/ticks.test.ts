import { expect, it } from 'vitest'
import { ticking } from './ticks'

it('adds what was ticked and takes away what was unticked', () =>
  expect(ticking(['a', 'b'], ['b', 'c'])(['a', 'b'])).toEqual(['b', 'c']))

it('leaves what others have set meanwhile', () =>
  expect(ticking(['a'], ['a', 'b'])(['a', 'x'])).toEqual(['a', 'x', 'b']))

it('does not bring back what others have taken away', () =>
  expect(ticking(['a', 'b'], ['a', 'b', 'c'])(['a'])).toEqual(['a', 'c']))

it('has nothing twice', () => expect(ticking([], ['a'])(['a'])).toEqual(['a']))
