import { expect, test } from 'vitest'
import { chooseZone } from '@/api/zone'
import { addDays, daysBetween, dayText, dueText, timeText, today } from './format'

test('today is the zone’s', () => {
  chooseZone('Pacific/Auckland')
  expect(today(new Date('2026-11-21T12:00:00Z'))).toBe('2026-11-22')
  chooseZone('America/Bogota')
  expect(today(new Date('2026-11-21T04:00:00Z'))).toBe('2026-11-20')
})

test('days are counted across the end of daylight saving time', () => {
  expect(addDays('2026-10-24', 2)).toBe('2026-10-26')
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
})

test('a near day is said in words, a far one with its year', () => {
  expect(dayText('2026-11-22', '2026-11-22')).toBe('Today')
  expect(dayText('2026-11-23', '2026-11-22')).toBe('Tomorrow')
  expect(dayText('2026-11-27', '2026-11-22')).toBe('Friday')
  expect(dayText('2027-02-03', '2026-11-22')).toBe('Feb 3, 2027')
})

test('a due is told on the clocks of who reads it', () => {
  chooseZone('Europe/Berlin')
  expect(dueText({ date: '2020-11-22', time: '23:00', time_zone: 'America/New_York' })).toBe(
    `${dayText('2020-11-23')} ${timeText('05:00:00')}`,
  )
  expect(dueText({ date: '2020-11-22', time: null })).toBe(dayText('2020-11-22'))
})
