import { useCallback } from 'react'
import { useSearchParams } from 'react-router'

/** The task in the pane is in the address, so that it can be linked to, and the way back closes it. */
export function useOpenTask() {
  const [query, setQuery] = useSearchParams()
  const open = useCallback(
    (task_id: string | null) =>
      setQuery(now => {
        const next = new URLSearchParams(now)
        if (task_id) next.set('task', task_id)
        else next.delete('task')
        return next
      }),
    [setQuery],
  )
  return { taskId: query.get('task'), open }
}
