import { useMemo } from 'react'
import { get } from '@/api/call'
import { zone } from '@/api/zone'
import { useAsk, usePages } from '@/data/ask'
import { addDays } from '@/i18n/format'
import { byDay } from './entries'
import { occurrencesIn } from './icalendar'

type Asked = { from: string; until: string; project_id: string | undefined; condition: string }

/** What stands on the days of a span. Times of other zones may lie a day beside theirs, so a day more is asked for at both ends. */
export function useEntries({ from, until, project_id, condition }: Asked) {
  const within = [project_id && `project:${project_id}`, condition ? `(${condition})` : 'not cancelled']
  const filter = `${within.filter(Boolean).join(' and ')} order by due, due_time`
  const tasks = usePages(
    get('/api/v1/tasks', { query: { filter, due_from: addDays(from, -1), due_until: addDays(until, 1), limit: 200 } }),
    { keep: true },
  )
  const text = useToCome(project_id, condition)
  const occurrences = useMemo(() => occurrencesIn(text), [text])
  const here = zone()
  // biome-ignore lint/correctness/useExhaustiveDependencies: items is made anew each time, its data is not.
  const days = useMemo(() => byDay(tasks.items, occurrences, here), [tasks.data, occurrences, here])
  return { ...tasks, days }
}

/** The server's calendar has each day of what repeats; it is asked for only where something does, and not beside a filter. */
function useToCome(project_id: string | undefined, condition: string): string {
  const filter = `${project_id ? `project:${project_id} and ` : ''}open and recurring and due is set`
  const some = useAsk(get('/api/v1/tasks', { query: { filter, limit: 1 } }), { enabled: !condition })
  const calendar = useAsk(get('/api/v1/calendar', { query: project_id ? { project_id } : {} }), {
    enabled: !condition && (some.data?.items.length ?? 0) > 0,
    keep: true,
  })
  return condition ? '' : (calendar.data?.text ?? '')
}
