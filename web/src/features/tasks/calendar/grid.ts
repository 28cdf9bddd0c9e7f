import { addDays, daysBetween } from '@/i18n/format'

/** Days are `YYYY-MM-DD` throughout: they have no zone, and nothing shifts them. Weekdays: Monday is 0. */
export const weekdayOf = (day: string): number => ((daysBetween('2024-01-01', day) % 7) + 7) % 7

export const startOfWeek = (day: string, first: number): string => addDays(day, -((weekdayOf(day) - first + 7) % 7))

export const startOfMonth = (day: string): string => `${day.slice(0, 7)}-01`

/** The same day in another month; its last one where that is shorter. */
export function addMonths(day: string, count: number): string {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + count
  const start = `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`
  const length = new Date(Date.UTC(Math.floor(months / 12), (months % 12) + 1, 0)).getUTCDate()
  return `${start}-${String(Math.min(Number(day.slice(8)), length)).padStart(2, '0')}`
}

/** The days of a week, in order. */
export const weekDays = (day: string, first: number): string[] => {
  const start = startOfWeek(day, first)
  return Array.from({ length: 7 }, (_, index) => addDays(start, index))
}

/** The whole weeks that a month touches: four to six. */
export function monthWeeks(day: string, first: number): string[][] {
  const weeks: string[][] = []
  const end = addMonths(startOfMonth(day), 1)
  for (let start = startOfWeek(startOfMonth(day), first); start < end; start = addDays(start, 7))
    weeks.push(Array.from({ length: 7 }, (_, index) => addDays(start, index)))
  return weeks
}

type WeekInfo = { firstDay: number }
type WithWeeks = Intl.Locale & { getWeekInfo?: () => WeekInfo; weekInfo?: WeekInfo }

/** The day that weeks begin with where the reader lives, as the browser's locale tells; 0 is Monday. */
export function firstWeekday(locale: string): number {
  const known = new Intl.Locale(locale) as WithWeeks
  const info = known.getWeekInfo?.() ?? known.weekInfo
  return info ? (info.firstDay + 6) % 7 : 0
}
