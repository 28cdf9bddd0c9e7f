import { useEffect, useState } from 'react'
import { session } from '@/api/session'
import type { Change } from '@/api/types'
import { live } from '@/data/live'

type OthersChange = { id: string; user_id: string | null; agent: string | null }

/** How long it is told. */
const shownFor = 8000

/** What somebody else, or an agent, has just changed of this task. */
export function useOthersChange(task_id: string): OthersChange | null {
  const [seen, setSeen] = useState<OthersChange | null>(null)
  useEffect(
    () =>
      live.onChange(change => {
        if (!isAbout(change, task_id)) return
        if (change.agent || change.user_id !== session.current?.user.id)
          setSeen({ id: change.id, user_id: change.user_id, agent: change.agent })
      }),
    [task_id],
  )
  useEffect(() => {
    if (!seen) return
    const timer = window.setTimeout(() => setSeen(null), shownFor)
    return () => window.clearTimeout(timer)
  }, [seen])
  return seen
}

const isAbout = (change: Change, task_id: string) =>
  (change.events as { data?: { task_id?: string } }[]).some(event => event.data?.task_id === task_id)
