import type { QuickSpan } from '@/api/types'
import { t } from '@/i18n'
import { dayText, timeText } from '@/i18n/format'

/** What a piece of the line means, as people say it. */
export function spanText({ kind, value }: Pick<QuickSpan, 'kind' | 'value'>): string {
  switch (kind) {
    case 'due':
    case 'start': {
      const [day, time] = value.split('T')
      return time ? `${dayText(day!)} ${timeText(`${time}:00`.slice(0, 8))}` : dayText(day!)
    }
    case 'estimate': {
      const minutes = Number(value)
      const hours = Math.floor(minutes / 60)
      return [
        hours > 0 && t('tasks.quick.hours', { count: hours }),
        minutes % 60 > 0 && t('tasks.quick.minutes', { count: minutes % 60 }),
      ]
        .filter(Boolean)
        .join(' ')
    }
    case 'priority':
      return t(`tasks.priority.${value as '1' | '2' | '3' | '4'}`)
    case 'recurrence':
      return recurrenceText(value)
    default:
      return value
  }
}

const units = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' } as const

/** How often, roughly; the days of a rule stand in its task. */
export function recurrenceText(rule: string): string {
  const parts = new Map(rule.split(';').map(part => part.split('=') as [string, string]))
  const unit = units[(parts.get('FREQ') ?? '') as keyof typeof units]
  if (!unit) return rule
  if (parts.get('BYDAY') === 'MO,TU,WE,TH,FR') return t('tasks.quick.every.weekday')
  const count = Number(parts.get('INTERVAL') ?? 1)
  return t(`tasks.quick.every.${unit}`, { count })
}
