import { expect, it } from 'vitest'
import { reasonText } from './reasons'

it('the reasons of the server are said in the language of the person', () => {
  expect(reasonText('A rule wants a person to approve delete_task.')).toContain('“Delete task”')
  expect(reasonText('delete_section cannot be taken back.')).not.toContain('delete_section')
  expect(reasonText('A rule allows agents 5 rows in a day, and this would be more.')).toContain('5')
})

it('a reason that is not known stands as it is', () => {
  expect(reasonText('Because.')).toBe('Because.')
})
