// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import type { Section, Task } from '@/api/types'
import { newTask, onItsWay } from '../api'
import { grouped } from '../list/grouping'
import { dropped, shifted } from './dropped'

const task = (id: string, section_id: string | null = null): Task => ({ ...onItsWay(newTask(id)), id, section_id })
const section = (id: string) => ({ id, name: id }) as Section
const items = grouped([task('a'), task('b'), task('c', 's1'), task('d', 's1')], 'section', {
  today: '2026-11-22',
  projects: [],
  sections: [section('s1'), section('s2')],
})

describe('A task that is dropped', () => {
  it('on one below goes behind it, on one above before it', () => {
    expect(dropped(items, 'a', 'b')).toEqual({ after_id: 'b' })
    expect(dropped(items, 'b', 'a')).toEqual({ before_id: 'a' })
  })
  it('in another section goes there, too', () =>
    expect(dropped(items, 'a', 'd')).toEqual({ section_id: 's1', after_id: 'd' }))
  it('on a heading becomes the first below it', () => {
    expect(dropped(items, 'a', 'section:s1')).toEqual({ section_id: 's1', before_id: 'c' })
    expect(dropped(items, 'a', 'section:s2')).toEqual({ section_id: 's2' })
  })
  it('on its own heading, from below, goes above it', () =>
    expect(dropped(items, 'c', 'section:s1')).toEqual({ section_id: null, after_id: 'b' }))
  it('where it is stays', () => expect(dropped(items, 'a', 'a')).toBeNull())
})

describe('By keys', () => {
  it('it goes over headings, into empty sections, too', () => {
    expect(shifted(items, 'd', 1)).toEqual({ section_id: 's2' })
    expect(shifted(items, 'c', -1)).toEqual({ section_id: null, after_id: 'b' })
    expect(shifted(items, 'b', 1)).toEqual({ section_id: 's1', before_id: 'c' })
  })
  it('it stays at the ends', () => expect(shifted(items, 'a', -1)).toBeNull())
})
