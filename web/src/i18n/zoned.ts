import { zone } from '@/api/zone'

/** What clocks show: a day and a time of it. */
type Wall = { date: string; time: string }

const formats = new Map<string, Intl.DateTimeFormat>()

/** What clocks in the zone show at a moment. */
export function wallAt(moment: number, timeZone: string = zone()): Wall {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    formats.set(timeZone, format)
  }
  const parts = Object.fromEntries(format.formatToParts(moment).map(part => [part.type, part.value]))
  return {
    date: `${parts.year}-${parts.month}-${parts.day}`,
    time: `${parts.hour}:${parts.minute}:${parts.second}`,
  }
}

const asUtc = ({ date, time }: Wall) => Date.parse(`${date}T${time}Z`)

/**
 * The moment at which clocks in the zone show that; of a time that they show twice the first, of one that they skip the one as much
 * later. Twice is enough: the second guess stands on the right side of a change, if there is one within a day.
 */
export function momentAt(wall: Wall, timeZone: string = zone()): number {
  const wanted = asUtc(wall)
  const offset = (moment: number) => asUtc(wallAt(moment, timeZone)) - moment
  const before = offset(wanted - 86_400_000)
  const after = offset(wanted + 86_400_000)
  for (const one of before >= after ? [before, after] : [after, before])
    if (offset(wanted - one) === one) return wanted - one
  return wanted - before
}

export type Due = { date: string; time?: unknown; time_zone?: string | null }

/** A due as the clocks of who looks show it. A day without a time is the same day everywhere. */
export function dueHere(due: Due, here: string = zone()): { date: string; time: string | null } {
  if (typeof due.time !== 'string') return { date: due.date, time: null }
  const time = due.time.length === 5 ? `${due.time}:00` : due.time.slice(0, 8)
  if (!due.time_zone || due.time_zone === here) return { date: due.date, time }
  return wallAt(momentAt({ date: due.date, time }, due.time_zone), here)
}
