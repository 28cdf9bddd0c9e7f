import { expect, it } from 'vitest'
import { endOf, ownGroups } from './scopes'

it('offers only what is one’s own', () =>
  expect(ownGroups(['read:tasks', 'read:audit'])).toEqual([
    { group: 'tasks', scopes: ['read:tasks'] },
    { group: 'tenant', scopes: ['read:audit'] },
  ]))

it('keeps what it does not know', () =>
  expect(ownGroups(['read:tasks', 'fly:kites']).at(-1)).toEqual({ group: 'other', scopes: ['fly:kites'] }))

it('ends after so many days', () => expect(endOf(7, 0)).toBe('1970-01-08T00:00:00.000Z'))
