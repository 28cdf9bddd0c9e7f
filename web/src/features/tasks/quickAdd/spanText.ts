import type { QuickSpan } from '@/api/types'
import { region, t } from '@/i18n'
import { dayText, timeText } from '@/i18n/format'
import { recurrenceWords } from '../recurrence/words'

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
      return recurrenceWords(value, null, { t, language: region() }) ?? value
    default:
      return value
  }
}
