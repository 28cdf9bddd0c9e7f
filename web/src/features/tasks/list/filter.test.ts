import { describe, expect, it } from 'vitest'
import { asked, splitOrder } from './filter'

describe('What a list asks for', () => {
  it('is what is open where nothing is written, in the order of its groups', () => {
    expect(asked('', 'due').filter).toBe('open order by due, due_time')
    expect(asked('', 'none').filter).toBe('open')
  })
  it('keeps an order that is written', () =>
    expect(asked('label:x order by title desc', 'due').filter).toBe('label:x order by title desc'))
  it('stands in brackets within a project, so that an "or" does not lead out of it', () =>
    expect(asked('open or done order by due', 'section', 'project_only:1')).toEqual({
      filter: 'project_only:1 and (open or done) order by due',
      before: 'project_only:1 and ('.length,
    }))
  it('tells where what was written begins', () => expect(asked('  labl:x', 'none').before).toBe(-2))
})

describe('An order', () => {
  it('is not one within quotes, nor in a word', () => {
    expect(splitOrder('title:"order by mail" open').order).toBe('')
    expect(splitOrder('text:"a \\" order by x"').order).toBe('')
    expect(splitOrder('reorder by').order).toBe('')
  })
  it('may stand alone', () => expect(splitOrder('order by due')).toEqual({ condition: '', order: ' order by due' }))
})
