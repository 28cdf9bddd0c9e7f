import { get } from '@/api/call'

/** What the address says, and what the server is asked with it. */
const filterNames = [
  'user_id',
  'agent',
  'operation',
  'entity',
  'id',
  'run_id',
  'conversation_id',
  'since',
  'until',
] as const

export type FilterName = (typeof filterNames)[number]
export type Filters = Partial<Record<FilterName, string>>

export function filtersOf(query: URLSearchParams): Filters {
  const filters: Filters = {}
  for (const name of filterNames) {
    const value = query.get(name)
    if (value) filters[name] = value
  }
  return filters
}

export const changesCall = ({ since, until, ...filters }: Filters, limit = 50) =>
  get('/api/v1/changes', {
    query: { ...filters, since: momentOf(since, 'start'), until: momentOf(until, 'end'), limit },
  })

/** In the address stands a day, as people mean it, or a moment, as links do; the server wants a moment. */
export function momentOf(value: string | undefined, end: 'start' | 'end'): string | undefined {
  if (!value) return undefined
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value)
  const date = new Date(isDay ? `${value}T00:00:00` : value)
  if (Number.isNaN(date.getTime())) return undefined
  // Until a day means with it.
  if (isDay && end === 'end') date.setDate(date.getDate() + 1)
  return date.toISOString()
}

/** The journal of one person, run or row. */
export const linkTo = (filters: Filters): string => {
  const query = new URLSearchParams(filters as Record<string, string>)
  return query.size === 0 ? '/journal' : `/journal?${query}`
}
