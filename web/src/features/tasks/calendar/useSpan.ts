import { useSearchParams } from 'react-router'
import { region } from '@/i18n'
import { addDays, today } from '@/i18n/format'
import { addMonths, firstWeekday, monthWeeks, startOfMonth, weekDays } from './grid'

export type Span = 'month' | 'week'

/** Which days are shown stands in the address. */
export function useSpan() {
  const [query, setQuery] = useSearchParams()
  const asked = query.get('date') ?? ''
  // What somebody has written into the address may be no day at all, or the 31st of February.
  const day = /^\d{4}-\d{2}-\d{2}$/.test(asked) && Date.parse(asked) > 0 ? addDays(asked, 0) : today()
  const span: Span = query.get('span') === 'week' ? 'week' : 'month'
  const first = firstWeekday(region())
  const weeks = span === 'week' ? [weekDays(day, first)] : monthWeeks(day, first)
  const set = (changes: Record<string, string>) =>
    setQuery(
      now => {
        const next = new URLSearchParams(now)
        for (const [name, value] of Object.entries(changes)) next.set(name, value)
        return next
      },
      { replace: true },
    )
  return {
    day,
    span,
    first,
    weeks,
    from: weeks[0]![0]!,
    until: weeks.at(-1)![6]!,
    setDay: (date: string) => set({ date }),
    setSpan: (next: Span) => set({ span: next }),
    step: (by: 1 | -1) => set({ date: span === 'week' ? addDays(day, 7 * by) : addMonths(startOfMonth(day), by) }),
  }
}

export const monthText = (day: string): string =>
  new Intl.DateTimeFormat(region(), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )

/** 16 – 22 November 2026, as the language writes it. */
export const rangeText = (from: string, until: string): string =>
  new Intl.DateTimeFormat(region(), { dateStyle: 'long', timeZone: 'UTC' }).formatRange(
    new Date(`${from}T00:00:00Z`),
    new Date(`${until}T00:00:00Z`),
  )

export const weekdayName = (day: string, width: 'short' | 'narrow' | 'long'): string =>
  new Intl.DateTimeFormat(region(), { weekday: width, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))
