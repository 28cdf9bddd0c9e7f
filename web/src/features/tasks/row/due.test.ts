import { expect, it } from 'vitest'
import { chooseZone } from '@/api/zone'
import { dueTime } from './due'

it('tells the time on the clocks of who looks', () => {
  chooseZone('Europe/Berlin')
  expect(dueTime({ date: '2026-11-22', time: '23:00:00', time_zone: 'America/New_York' })).toBe('05:00:00')
  expect(dueTime({ date: '2026-11-22', time: '23:00:00', time_zone: null })).toBe('23:00:00')
  expect(dueTime({ date: '2026-11-22', time: null, time_zone: null })).toBeNull()
  expect(dueTime(null)).toBeNull()
})
