import type { Task } from '@/api/types'
import { dayText, timeText } from '@/i18n/format'
import { dueHere } from '@/i18n/zoned'

/** A due on the clocks of who reads it. */
export function dueWords(due: NonNullable<Task['due']>): string {
  const { date, time } = dueHere(due)
  return time ? `${dayText(date)}, ${timeText(time)}` : dayText(date)
}
