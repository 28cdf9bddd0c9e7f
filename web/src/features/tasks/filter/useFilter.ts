import { useCallback } from 'react'
import { useSearchParams } from 'react-router'
import { everyGrouping, type Grouping } from '../list/filter'

/** What is looked for stands in the address, so that a link shares it. */
export function useFilter() {
  const [query, setQuery] = useSearchParams()
  const set = useCallback(
    (name: string, value: string | null) =>
      setQuery(
        now => {
          const next = new URLSearchParams(now)
          if (value) next.set(name, value)
          else next.delete(name)
          return next
        },
        { replace: true },
      ),
    [setQuery],
  )
  const group = everyGrouping.find(one => one === query.get('group'))
  return {
    filter: query.get('filter') ?? '',
    setFilter: useCallback((filter: string) => set('filter', filter || null), [set]),
    group,
    setGroup: useCallback((one: Grouping) => set('group', one), [set]),
  }
}
