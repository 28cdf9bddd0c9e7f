import i18next from 'i18next'
import type { Names } from '@/data/names'
import { t } from '@/i18n'
import { dayText, dueText } from '@/i18n/format'
import type { Due } from '@/i18n/zoned'

export const fieldName = (name: string): string => {
  const key = `offline.field.${name}`
  return i18next.exists(key) ? String(i18next.t(key as never)) : name.replaceAll('_', ' ')
}

/** A field's value as people read it; `names` are of ids. */
export function valueText(name: string, value: unknown, names: Names = new Map<string, string>()): string {
  if (value == null || value === '' || (Array.isArray(value) && value.length === 0)) return t('offline.empty')
  if (Array.isArray(value)) return value.map(one => names.get(String(one)) ?? String(one)).join(', ')
  if (name === 'estimate_minutes') return t('offline.minutes', { count: Number(value) })
  if (name === 'status' && i18next.exists(`offline.status.${value}`))
    return String(i18next.t(`offline.status.${value}` as never))
  if (typeof value === 'object') {
    return 'date' in value ? dueText(value as Due) : JSON.stringify(value)
  }
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return dayText(value)
  return String(value)
}
