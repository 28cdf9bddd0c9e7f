import { expect, it } from 'vitest'
import { matching } from './match'

const entries = ['Settings', 'Today', 'Appearance: dark', 'Überblick', 'Sign out'].map(label => ({
  id: label,
  label,
  group: 'g',
}))
const found = (text: string) => matching(entries, text).map(entry => entry.label)

it('shows all while nothing is asked', () => expect(found(' ')).toHaveLength(5))
it('finds by beginnings, in any order, whatever the case and accents', () => {
  expect(found('DARK app')).toEqual(['Appearance: dark'])
  expect(found('uber')).toEqual(['Überblick'])
  expect(found('nothing')).toEqual([])
})
it('puts what begins with the text first', () => {
  expect(found('s')).toEqual(['Settings', 'Sign out'])
  expect(found('o')[0]).toBe('Sign out')
})
