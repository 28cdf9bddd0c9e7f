/** A day on which a repeating task comes again, as the server's calendar has it. */
export type Occurrence = {
  task_id: string
  title: string
  /** On the clocks of the task's own zone. */
  date: string
  /** When, if it has a time. */
  moment: number | null
}

const uid = /^UID:([0-9a-f-]{36})-(\d{4})(\d{2})(\d{2})@/
const time = /^DTSTART:(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z/

/**
 * The occurrences to come, out of the tasks' iCalendar (RFC 5545): of each task the first event is the task itself as it is due, the
 * others are what follows.
 */
export function occurrencesIn(text: string): Occurrence[] {
  const known = new Set<string>()
  const found: Occurrence[] = []
  let now: Occurrence | null = null
  for (const line of text.replace(/\r?\n[ \t]/g, '').split(/\r?\n/)) {
    if (line === 'BEGIN:VEVENT') now = { task_id: '', title: '', date: '', moment: null }
    else if (!now) continue
    else if (line === 'END:VEVENT') {
      if (known.has(now.task_id)) found.push(now)
      known.add(now.task_id)
      now = null
    } else if (line.startsWith('SUMMARY:')) now.title = titleOf(line.slice(8))
    else {
      const [, id, year, month, day] = uid.exec(line) ?? []
      if (id) {
        now.task_id = id
        now.date = `${year}-${month}-${day}`
      }
      const at = time.exec(line)?.slice(1).map(Number)
      if (at) now.moment = Date.UTC(at[0]!, at[1]! - 1, at[2], at[3], at[4], at[5])
    }
  }
  return found
}

/** Without the task's key behind it. */
const titleOf = (text: string) =>
  text
    .replace(/\\([\\;,nN])/g, (_, one: string) => (one.toLowerCase() === 'n' ? ' ' : one))
    .replace(/ \([A-Z][A-Z0-9]*-\d+\)$/, '')
