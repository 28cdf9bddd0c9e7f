import { expect, test } from 'vitest'
import type { Task } from '@/api/types'
import { dueHere } from '@/i18n/zoned'
import { agenda, byDay, movedTo } from './entries'

const task = (id: string, due: Task['due'], rest: Partial<Task> = {}) =>
  ({ id, title: id, due, priority: 4, ...rest }) as Task
const day = (date: string) => ({ date, time: null, time_zone: null })
const at = (date: string, time: string, time_zone: string) => ({ date, time, time_zone })
const titles = (days: ReturnType<typeof byDay>, of: string) => days.get(of)?.map(entry => entry.title)

test('without a time first, then by the clock', () => {
  const days = byDay(
    [
      task('late', at('2026-11-22', '18:00:00', 'Etc/UTC')),
      task('early', at('2026-11-22', '08:00:00', 'Etc/UTC')),
      task('any', day('2026-11-22')),
      task('urgent', day('2026-11-22'), { priority: 1 }),
    ],
    [],
    'Etc/UTC',
  )
  expect(titles(days, '2026-11-22')).toEqual(['urgent', 'any', 'early', 'late'])
})

test.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/Berlin'])('a day is that day in %s', zone => {
  expect([...byDay([task('a', day('2026-11-22'))], [], zone).keys()]).toEqual(['2026-11-22'])
})

test('a time stands on the day that it is for who looks', () => {
  const call = task('call', at('2026-11-24', '23:30:00', 'America/New_York'))
  expect(titles(byDay([call], [], 'America/New_York'), '2026-11-24')).toEqual(['call'])
  expect(titles(byDay([call], [], 'Europe/Berlin'), '2026-11-25')).toEqual(['call'])
})

test('what is to come stands on its days, but not beside the task that it has become', () => {
  const days = byDay(
    [task('a', day('2026-11-22'))],
    [
      { task_id: 'a', title: 'a', date: '2026-11-22', moment: null },
      { task_id: 'a', title: 'a', date: '2026-11-29', moment: null },
    ],
    'Etc/UTC',
  )
  expect(days.get('2026-11-22')).toHaveLength(1)
  expect(days.get('2026-11-29')![0]!.task).toBeNull()
})

test('an agenda has the days that have something, and today', () => {
  const days = byDay([task('a', day('2026-11-20')), task('b', day('2026-11-25'))], [], 'Etc/UTC')
  expect(agenda(days, '2026-11-01', '2026-11-30', '2026-11-22').map(one => one.day)).toEqual([
    '2026-11-20',
    '2026-11-22',
    '2026-11-25',
  ])
  expect(agenda(days, '2026-11-21', '2026-11-24', '2026-12-01')).toEqual([])
})

test.each(['Etc/UTC', 'Europe/Berlin', 'Asia/Tokyo', 'Pacific/Pago_Pago'])(
  'put on another day it stands on that day in %s, at its time',
  zone => {
    for (const due of [day('2026-11-24'), at('2026-11-24', '23:30:00', 'America/New_York')]) {
      const moved = movedTo(due, '2026-12-02', zone)
      expect(dueHere(moved, zone).date).toBe('2026-12-02')
      expect(moved.time).toBe(due.time)
    }
  },
)
