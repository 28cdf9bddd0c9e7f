import { expect, test } from 'vitest'
import { dueHere, momentAt, wallAt } from './zoned'

test('a moment on the clocks of several zones', () => {
  const moment = Date.parse('2026-11-22T23:30:00Z')
  expect(wallAt(moment, 'Europe/Berlin')).toEqual({ date: '2026-11-23', time: '00:30:00' })
  expect(wallAt(moment, 'America/Los_Angeles')).toEqual({ date: '2026-11-22', time: '15:30:00' })
  expect(wallAt(moment, 'Pacific/Kiritimati')).toEqual({ date: '2026-11-23', time: '13:30:00' })
  expect(wallAt(Date.parse('2026-11-22T00:00:00Z'), 'Etc/UTC')).toEqual({ date: '2026-11-22', time: '00:00:00' })
})

test('there and back, wherever', () => {
  for (const timeZone of ['Etc/UTC', 'Europe/Berlin', 'Asia/Kolkata', 'America/St_Johns', 'Pacific/Apia', 'Asia/Tokyo'])
    for (const date of ['2026-01-01', '2026-03-28', '2026-07-15', '2026-12-31'])
      for (const time of ['00:00:00', '09:15:00', '23:59:59'])
        expect(wallAt(momentAt({ date, time }, timeZone), timeZone)).toEqual({ date, time })
})

test('a time that clocks skip is as much later, one that they show twice is the first', () => {
  const skipped = momentAt({ date: '2026-03-29', time: '02:30:00' }, 'Europe/Berlin')
  expect(new Date(skipped).toISOString()).toBe('2026-03-29T01:30:00.000Z')
  const twice = momentAt({ date: '2026-10-25', time: '02:30:00' }, 'Europe/Berlin')
  expect(new Date(twice).toISOString()).toBe('2026-10-25T00:30:00.000Z')
})

test('a day without a time is the same everywhere', () => {
  for (const here of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Etc/UTC'])
    expect(dueHere({ date: '2026-11-22', time: null, time_zone: null }, here)).toEqual({
      date: '2026-11-22',
      time: null,
    })
})

test('a time in another zone may be on another day here', () => {
  const due = { date: '2026-11-22', time: '20:00:00', time_zone: 'America/New_York' }
  expect(dueHere(due, 'America/New_York')).toEqual({ date: '2026-11-22', time: '20:00:00' })
  expect(dueHere(due, 'Europe/Berlin')).toEqual({ date: '2026-11-23', time: '02:00:00' })
  expect(dueHere({ ...due, time: '00:30' }, 'America/Los_Angeles')).toEqual({ date: '2026-11-21', time: '21:30:00' })
})
