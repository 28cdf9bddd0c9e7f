import { expect, it } from 'vitest'
import type { Inspection } from '@/api/types'
import { hindrance, mapped, needsProject, projectNameOf } from './mapping'

const columns = [
  { column: 'Was', field: 'title' as const },
  { column: 'Wer', field: 'ignore' as const },
  { column: 'Bis', field: 'due' as const },
]
const inspection = (more: Partial<Inspection> = {}): Inspection => ({
  format: 'csv',
  columns,
  tasks: 2,
  projects: 1,
  already_there: 0,
  first: [],
  fault_count: 0,
  faults: [],
  ...more,
})
const task = (project: string | null) => ({ title: 'x', project }) as Inspection['first'][number]

it('takes a column for something else', () =>
  expect(mapped(columns, 'Wer', 'assignees')[1]).toEqual({ column: 'Wer', field: 'assignees' }))

it('lets no two columns stand for one thing', () =>
  expect(mapped(columns, 'Wer', 'due').map(one => one.field)).toEqual(['title', 'due', 'ignore']))

it('lets any number of columns be left out', () =>
  expect(mapped(columns, 'Bis', 'ignore').map(one => one.field)).toEqual(['title', 'ignore', 'ignore']))

it('is hindered without a title, and without tasks', () => {
  expect(hindrance(inspection())).toBeNull()
  expect(hindrance(inspection({ columns: columns.slice(1) }))).toBe('noTitle')
  expect(hindrance(inspection({ tasks: 0 }))).toBe('noTasks')
  expect(hindrance(inspection({ format: 'todo_txt', columns: [] }))).toBeNull()
})

it('asks for a project where tasks name none', () => {
  expect(needsProject(inspection({ first: [task('Home')] }))).toBe(false)
  expect(needsProject(inspection({ first: [task('Home'), task(null)] }))).toBe(true)
  expect(needsProject(inspection({ format: 'todoist_csv' }))).toBe(true)
})

it('names a project after the file', () => {
  expect(projectNameOf('Summer_holidays (2).csv')).toBe('Summer holidays')
  expect(projectNameOf('todo')).toBe('todo')
})
