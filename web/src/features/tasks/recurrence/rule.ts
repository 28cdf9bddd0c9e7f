/** A weekday of a rule: each such day (0), or the nth of its month or year, from the end below zero. Monday is 0. */
export type RuleDay = { nth: number; weekday: number }

export type Rule = {
  frequency: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY'
  interval: number
  count: number | null
  /** The last day. */
  until: string | null
  months: number[]
  monthDays: number[]
  days: RuleDay[]
  places: number[]
}

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
/** What says how the others are to be read, and changes nothing that is said in words. */
const silent = new Set(['WKST', 'RSCALE', 'SKIP'])

/** An RRULE as the server writes it; null where it has a part that we have no words for. */
export function readRule(text: string): Rule | null {
  const rule: Rule = {
    frequency: 'DAILY',
    interval: 1,
    count: null,
    until: null,
    months: [],
    monthDays: [],
    days: [],
    places: [],
  }
  for (const part of text.replace(/^RRULE:/i, '').split(';')) {
    const [name, value = ''] = part.toUpperCase().split('=')
    const numbers = () => value.split(',').map(Number)
    if (name === 'FREQ') rule.frequency = value as Rule['frequency']
    else if (name === 'INTERVAL') rule.interval = Number(value)
    else if (name === 'COUNT') rule.count = Number(value)
    else if (name === 'UNTIL') rule.until = `${value.slice(0, 4)}-${value.slice(4, 6)}-${value.slice(6, 8)}`
    else if (name === 'BYMONTH') rule.months = numbers()
    else if (name === 'BYMONTHDAY') rule.monthDays = numbers()
    else if (name === 'BYSETPOS') rule.places = numbers()
    else if (name === 'BYDAY') {
      const days = value.split(',').map(readDay)
      if (days.includes(null)) return null
      rule.days = days as RuleDay[]
    } else if (!silent.has(name!)) return null
  }
  return ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'].includes(rule.frequency) ? rule : null
}

function readDay(text: string): RuleDay | null {
  const weekday = weekdays.indexOf(text.slice(-2))
  return weekday < 0 ? null : { nth: Number(text.slice(0, -2) || 0), weekday }
}
