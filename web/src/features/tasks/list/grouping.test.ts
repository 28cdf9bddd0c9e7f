// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import type { Project, Section, Task } from '@/api/types'
import { chooseZone } from '@/api/zone'
import { newTask, onItsWay } from '../api'
import { grouped } from './grouping'

const task = (title: string, rest: Partial<Task> = {}): Task => ({ ...onItsWay(newTask(title)), id: title, ...rest })
const due = (date: string): Pick<Task, 'due'> => ({ due: { date, time: null, time_zone: null } })
const project = (id: string) => ({ id, name: id }) as Project
const section = (id: string) => ({ id, name: id }) as Section
const known = { today: '2026-11-22', projects: [project('b'), project('a')], sections: [section('s1'), section('s2')] }
const keys = (tasks: Task[], by: Parameters<typeof grouped>[1]) => grouped(tasks, by, known).map(item => item.key)

describe('By due day', () => {
  it('stands overdue first, then day after day, then later, then no date', () =>
    expect(
      keys(
        [
          task('none'),
          task('late', due('2026-11-20')),
          task('far', due('2027-03-01')),
          task('tomorrow', due('2026-11-23')),
          task('now', due('2026-11-22')),
        ],
        'due',
      ),
    ).toEqual([
      'overdue',
      'late',
      'day:2026-11-22',
      'now',
      'day:2026-11-23',
      'tomorrow',
      'later',
      'far',
      'noDate',
      'none',
    ]))
  it('is never overdue what is done', () =>
    expect(keys([task('a', { ...due('2026-11-01'), status: 'done' })], 'due')[0]).toBe('day:2026-11-01'))
  it('is the day of who looks, where the time is of another zone', () => {
    chooseZone('Europe/Berlin')
    const late = { date: '2026-11-22', time: '23:00:00', time_zone: 'America/New_York' }
    expect(keys([task('a', { due: late })], 'due')[0]).toBe('day:2026-11-23')
  })
})

describe('By project', () => {
  it('stands in the order of the projects, without one first', () =>
    expect(
      keys(
        [task('1', { project_id: 'a', project: 'a' }), task('2', { project_id: 'b', project: 'b' }), task('3')],
        'project',
      ),
    ).toEqual(['noProject', '3', 'project:b', '2', 'project:a', '1']))
})

describe('In sections', () => {
  it('shows empty ones, too', () =>
    expect(keys([task('1', { section_id: 's2' }), task('2')], 'section')).toEqual([
      '2',
      'section:s1',
      'section:s2',
      '1',
    ]))
  it('keeps tasks of a section that is gone', () =>
    expect(keys([task('1', { section_id: 'gone' })], 'section')[0]).toBe('1'))
  it('puts subtasks below their task', () => {
    const items = grouped([task('child', { parent_id: 'top' }), task('other'), task('top')], 'section', known)
    expect(items.flatMap(item => (item.kind === 'task' ? [[item.key, item.depth]] : []))).toEqual([
      ['other', 0],
      ['top', 0],
      ['child', 1],
    ])
  })
  it('shows a subtask by itself where its task is not there', () =>
    expect(keys([task('child', { parent_id: 'elsewhere' })], 'section')[0]).toBe('child'))
})
