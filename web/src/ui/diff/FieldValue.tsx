import { Code, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNames } from '@/data/names'
import { dayText, dueText, momentText, numberText, timeText } from '@/i18n/format'
import { valueText } from '@/i18n/words'
import type { Due } from '@/i18n/zoned'
import { isDay, isId, isMoment, isNothing, isTime } from './fields'

/** One value of a row or of a call as people read it: names for ids, days and times by the language. */
export function FieldValue({ name, value }: { name: string; value: unknown }) {
  const { t } = useTranslation()
  const names = useNames()
  if (isNothing(value))
    return (
      <Text span inherit c="var(--quiet)">
        {t('rowDiff.nothing')}
      </Text>
    )
  if (typeof value === 'boolean') return t(value ? 'rowDiff.yes' : 'rowDiff.no')
  if (typeof value === 'number') return name === 'priority' ? `P${value}` : numberText(value)
  if (isId(value)) return names.get(value) ?? <Code title={value}>…{value.slice(-6)}</Code>
  if (isDay(value)) return dayText(value)
  if (isTime(value)) return timeText(value)
  if (isMoment(value)) return momentText(value)
  if (typeof value === 'string') return valueText(name, value)
  if (Array.isArray(value) && value.every(one => typeof one !== 'object'))
    return value.map((one, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a list of values has no other order.
      <span key={index}>
        {index > 0 && ', '}
        <FieldValue name={name} value={one} />
      </span>
    ))
  const day = dayOf(value)
  if (day) return day
  return <Code style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{JSON.stringify(value)}</Code>
}

/** `{"date": "2026-12-01", "time": "09:00"}` */
function dayOf(value: unknown): string | null {
  const { date, phrase, text } = value as Record<string, unknown>
  if (typeof phrase === 'string') return phrase
  if (typeof text === 'string' && Object.keys(value as object).length === 1) return text
  return isDay(date) ? dueText(value as Due) : null
}
