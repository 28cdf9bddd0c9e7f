import { afterEach, expect, test } from 'vitest'
import { addMonths, firstWeekday, monthWeeks, startOfWeek, weekDays, weekdayOf } from './grid'

const zoneBefore = process.env.TZ
afterEach(() => {
  process.env.TZ = zoneBefore
})

test('weekdays, before and after the day they are counted from', () => {
  expect(weekdayOf('2026-11-23')).toBe(0)
  expect(weekdayOf('2026-11-22')).toBe(6)
  expect(weekdayOf('1999-12-31')).toBe(4)
})

test('a week begins with Monday or with Sunday', () => {
  expect(startOfWeek('2026-11-22', 0)).toBe('2026-11-16')
  expect(startOfWeek('2026-11-22', 6)).toBe('2026-11-22')
  expect(weekDays('2026-11-25', 6)).toEqual([
    '2026-11-22',
    '2026-11-23',
    '2026-11-24',
    '2026-11-25',
    '2026-11-26',
    '2026-11-27',
    '2026-11-28',
  ])
})

test('a month has four to six weeks, whole ones', () => {
  expect(monthWeeks('2027-02-10', 0)).toHaveLength(4)
  expect(monthWeeks('2026-11-22', 0)).toHaveLength(6)
  expect(monthWeeks('2026-11-22', 6)).toHaveLength(5)
  const days = monthWeeks('2026-11-22', 0).flat()
  expect(days[0]).toBe('2026-10-26')
  expect(days.at(-1)).toBe('2026-12-06')
  expect(new Set(days).size).toBe(42)
})

test('months go on over years, and to the end of shorter ones', () => {
  expect(addMonths('2026-12-15', 1)).toBe('2027-01-15')
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
  expect(addMonths('2028-01-31', 1)).toBe('2028-02-29')
  expect(addMonths('2026-01-15', -1)).toBe('2025-12-15')
  expect(addMonths('2026-03-31', -13)).toBe('2025-02-28')
})

test.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'America/Sao_Paulo', 'Asia/Beirut', 'Etc/UTC'])(
  'no day is lost or twice in %s, whenever clocks change',
  zone => {
    process.env.TZ = zone
    for (let month = '2026-01-01'; month < '2028-01-01'; month = addMonths(month, 1)) {
      const days = monthWeeks(month, 0).flat()
      expect(new Set(days).size).toBe(days.length)
      expect(days).toContain(month)
      expect(weekdayOf(days[0]!)).toBe(0)
    }
  },
)

test('where weeks begin is told by the locale', () => {
  expect(firstWeekday('de-DE')).toBe(0)
  expect(firstWeekday('en-US')).toBe(6)
})
