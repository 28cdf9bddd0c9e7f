import type { TFunction } from 'i18next'
import { type Rule, type RuleDay, readRule } from './rule'

type Saying = { t: TFunction; language: string }

/** A rule in words, "Every 2 weeks on Monday and Thursday"; null where it says more than we have words for. */
export function recurrenceWords(text: string, from: string | null | undefined, saying: Saying): string | null {
  const rule = readRule(text)
  if (!rule) return null
  const days = daysOf(rule, saying)
  if (days === null) return null
  const { t } = saying
  const said = days.alone ?? `${t(`recurrence.every.${rule.frequency}`, { count: rule.interval })}${days.on}`
  const end = rule.until
    ? t('recurrence.until', { day: dayOf(rule.until, saying) })
    : rule.count
      ? t('recurrence.times', { count: rule.count })
      : ''
  return `${said}${from === 'completion' ? t('recurrence.fromCompletion') : ''}${end}`
}

type Days = { on: string; alone?: string }
const everyPeriod: Days = { on: '' }

function daysOf(rule: Rule, saying: Saying): Days | null {
  if (rule.frequency === 'WEEKLY') return rule.places.length > 0 ? null : daysOfWeek(rule, saying)
  if (rule.frequency === 'DAILY')
    return isEmpty(rule.days, rule.monthDays, rule.months, rule.places) ? everyPeriod : null
  if (rule.frequency === 'MONTHLY') return rule.months.length > 0 ? null : daysOfMonth(rule, saying)
  return daysOfYear(rule, saying)
}

function daysOfWeek(rule: Rule, saying: Saying): Days | null {
  if (!isEmpty(rule.monthDays, rule.months) || rule.days.some(day => day.nth !== 0)) return null
  if (rule.days.length === 0) return everyPeriod
  const group = groupOf(rule.days)
  if (group && rule.interval === 1) return { on: '', alone: saying.t(`recurrence.each.${group}`) }
  return {
    on: saying.t('recurrence.on', {
      days: listOf(
        rule.days.map(day => weekdayOf(day.weekday, saying)),
        saying,
      ),
    }),
  }
}

function daysOfMonth(rule: Rule, saying: Saying): Days | null {
  const days = partsOfMonth(rule, saying)
  return days === null
    ? null
    : days.length === 0
      ? everyPeriod
      : { on: saying.t('recurrence.on', { days: listOf(days, saying) }) }
}

function daysOfYear(rule: Rule, saying: Saying): Days | null {
  const [month, more] = rule.months
  const days = partsOfMonth(rule, saying)
  if (days === null || more !== undefined) return null
  if (month === undefined) return days.length === 0 ? everyPeriod : null
  if (days.length === 0) return { on: saying.t('recurrence.inMonth', { month: monthOf(month, saying) }) }
  if (rule.monthDays.length === 1 && rule.monthDays[0]! > 0)
    return { on: saying.t('recurrence.onDate', { date: dateOf(month, rule.monthDays[0]!, saying) }) }
  return { on: saying.t('recurrence.onOfMonth', { days: listOf(days, saying), month: monthOf(month, saying) }) }
}

/** "the 31st", "the last Friday", "the last weekday"; none: the day of the task itself. */
function partsOfMonth({ days, monthDays, places }: Rule, saying: Saying): string[] | null {
  const { t } = saying
  if (monthDays.length > 0) {
    if (!isEmpty(days, places)) return null
    return monthDays.map(day =>
      day > 0
        ? t('recurrence.day', { nth: ordinalOf(day, saying) })
        : t('recurrence.dayFromEnd', { which: placeOf(day, saying) }),
    )
  }
  if (days.length === 0) return places.length > 0 ? null : []
  const [place, more] = places
  if (place === undefined)
    return days.every(day => day.nth !== 0)
      ? days.map(day => t('recurrence.nth', { which: placeOf(day.nth, saying), day: weekdayOf(day.weekday, saying) }))
      : null
  const only = days.length === 1 ? weekdayOf(days[0]!.weekday, saying) : groupOf(days)
  if (more !== undefined || !only || days.some(day => day.nth !== 0)) return null
  const day = only === 'weekday' || only === 'weekendDay' ? t(`recurrence.group.${only}`) : only
  return [t('recurrence.nth', { which: placeOf(place, saying), day })]
}

function groupOf(days: readonly RuleDay[]): 'weekday' | 'weekendDay' | null {
  const set = days
    .map(day => day.weekday)
    .sort()
    .join('')
  return set === '01234' ? 'weekday' : set === '56' ? 'weekendDay' : null
}

const isEmpty = (...lists: readonly unknown[][]) => lists.every(list => list.length === 0)

const listOf = (parts: string[], { language }: Saying) =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(parts)

/** 1 January 2024 was a Monday. */
const weekdayOf = (weekday: number, { language }: Saying) =>
  new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1 + weekday))

const monthOf = (month: number, { language }: Saying) =>
  new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, month - 1, 1))

const dateOf = (month: number, day: number, { language }: Saying) =>
  new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    Date.UTC(2024, month - 1, day),
  )

const dayOf = (day: string, { language }: Saying) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))

const ordinalOf = (count: number, { t }: Saying) => t('recurrence.ordinal', { count, ordinal: true })

const names = ['first', 'second', 'third', 'fourth', 'fifth'] as const
const namesFromEnd = ['last', 'secondLast', 'thirdLast', 'fourthLast', 'fifthLast'] as const

/** "third", "last", "second to last"; "7th" where no word is usual. */
function placeOf(place: number, saying: Saying): string {
  const { t } = saying
  const name = place > 0 ? names[place - 1] : namesFromEnd[-place - 1]
  if (name) return t(`recurrence.place.${name}`)
  return place > 0 ? ordinalOf(place, saying) : t('recurrence.place.toLast', { nth: ordinalOf(-place, saying) })
}
