import { useCallback, useMemo, useRef, useState } from 'react'
import type { Change } from '@/api/types'
import { between } from './lines'

/** Which of the changes are ticked; with Shift from the last one to this. */
export function useSelection(changes: readonly Change[]) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const last = useRef<string | null>(null)
  const all = useRef(changes)
  all.current = changes

  const toggle = useCallback((id: string, extend: boolean) => {
    const from = last.current
    last.current = id
    setChosen(before => {
      const next = new Set(before)
      if (extend && from) for (const one of between(all.current, from, id)) next.add(one)
      else if (!next.delete(id)) next.add(id)
      return next
    })
  }, [])
  const clear = useCallback(() => setChosen(new Set()), [])
  const ids = useMemo(() => changes.filter(change => chosen.has(change.id)).map(change => change.id), [changes, chosen])
  return { ids, toggle, clear, has: (id: string) => chosen.has(id) }
}
