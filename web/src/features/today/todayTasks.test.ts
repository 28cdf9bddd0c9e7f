import { expect, it } from 'vitest'
import type { Change, Task } from '@/api/types'
import { chooseZone } from '@/api/zone'
import { othersDid } from './others'
import { parted } from './todayTasks'

const task = (id: string, day: string | null) => ({ id, due: day && { date: day } }) as Task
const change = (id: string, user_id: string | null, agent: string | null = null) =>
  ({ id, user_id, agent, api_key_id: null }) as Change

it('keeps what is overdue or due today apart from what comes', () => {
  const { now, coming } = parted(
    [task('a', '2026-11-20'), task('b', '2026-11-22'), task('c', '2026-11-23'), task('d', null)],
    '2026-11-22',
  )
  expect(now.map(one => one.id)).toEqual(['a', 'b'])
  expect(coming.map(one => one.id)).toEqual(['c'])
})

it('counts the days of who looks', () => {
  chooseZone('Europe/Berlin')
  const late = { date: '2026-11-22', time: '23:00:00', time_zone: 'America/New_York' }
  expect(parted([{ ...task('a', null), due: late }], '2026-11-22').coming).toHaveLength(1)
})

it('tells what others did, and what agents did on my behalf, but not what I did by hand', () => {
  const changes = [change('mine', 'me'), change('agent', 'me', 'triage'), change('ben', 'ben'), change('job', null)]
  expect(othersDid(changes, 'me').map(one => one.id)).toEqual(['agent', 'ben', 'job'])
})
