import { zone } from '@/api/zone'
import { language, region } from '.'
import { type Due, dueHere, wallAt } from './zoned'

/** Days are `YYYY-MM-DD`, as on the wire; they have no zone. */
const utc = (day: string) => new Date(`${day}T00:00:00Z`)
const iso = (date: Date) => date.toISOString().slice(0, 10)

export const today = (now = new Date()): string => wallAt(now.getTime()).date

export const addDays = (day: string, count: number): string => {
  const date = utc(day)
  date.setUTCDate(date.getUTCDate() + count)
  return iso(date)
}

export const daysBetween = (from: string, until: string): number =>
  Math.round((utc(until).getTime() - utc(from).getTime()) / 86_400_000)

const formats = new Map<string, Intl.DateTimeFormat>()
function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${region()} ${zone()} ${JSON.stringify(options)}`
  let known = formats.get(key)
  if (!known) {
    known = new Intl.DateTimeFormat(region(), options)
    formats.set(key, known)
  }
  return known
}

const relatives = new Map<string, Intl.RelativeTimeFormat>()
function relative(): Intl.RelativeTimeFormat {
  let known = relatives.get(language())
  if (!known) {
    known = new Intl.RelativeTimeFormat(language(), { numeric: 'auto' })
    relatives.set(language(), known)
  }
  return known
}

/** Today, Tomorrow, Friday, 4 Dec, 4 Dec 2027: as short as it is clear. */
export function dayText(day: string, now = today()): string {
  const away = daysBetween(now, day)
  if (away >= -1 && away <= 1) {
    const text = relative().format(away, 'day')
    return text.charAt(0).toLocaleUpperCase(language()) + text.slice(1)
  }
  if (away > 1 && away < 7) return format({ weekday: 'long', timeZone: 'UTC' }).format(utc(day))
  const sameYear = day.slice(0, 4) === now.slice(0, 4)
  return format({ day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }), timeZone: 'UTC' }).format(
    utc(day),
  )
}

/** A due on the clocks of who reads it. */
export function dueText(due: Due): string {
  const { date, time } = dueHere(due)
  return time ? `${dayText(date)} ${timeText(time)}` : dayText(date)
}

/** With its weekday, for headings. */
export const longDayText = (day: string): string =>
  format({ weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(utc(day))

/** `09:30:00` as people write it. */
export const timeText = (time: string): string =>
  format({ hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }).format(new Date(`1970-01-01T${time.slice(0, 8)}Z`))

/** A moment, in the person's zone. */
export const momentText = (moment: string): string =>
  format({ dateStyle: 'medium', timeStyle: 'short', timeZone: zone() }).format(new Date(moment))

/** Only its time of day, where the day stands above. */
export const timeOfDayText = (moment: string): string =>
  format({ timeStyle: 'short', timeZone: zone() }).format(new Date(moment))

/** 5 minutes ago, in 3 days. */
export function agoText(moment: string, now = Date.now()): string {
  const seconds = Math.round((new Date(moment).getTime() - now) / 1000)
  for (const [unit, size] of [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ] as const)
    if (Math.abs(seconds) >= size) return relative().format(Math.trunc(seconds / size), unit)
  return relative().format(0, 'second')
}

export const numberText = (value: number): string => new Intl.NumberFormat(region()).format(value)

/** From millionths of a US dollar. */
export const costText = (millionths: number): string =>
  new Intl.NumberFormat(region(), {
    style: 'currency',
    currency: 'USD',
    maximumFractionDigits: millionths > 0 && millionths < 1_000_000 ? 4 : 2,
  }).format(millionths / 1_000_000)
