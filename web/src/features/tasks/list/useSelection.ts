import { useCallback, useMemo, useRef, useState } from 'react'
import type { Task } from '@/api/types'
import { nothingSelected, type Selection, type Step, stepped } from './selection'

/** The selection of a list whose rows come and go. */
export function useSelection(tasks: readonly Task[]) {
  const ids = useMemo(() => tasks.map(task => task.id), [tasks])
  const [state, setState] = useState<{ selection: Selection; ids: readonly string[] }>({
    selection: nothingSelected,
    ids,
  })
  let { selection } = state
  if (state.ids !== ids) {
    selection = stepped(selection, { to: 'prune', before: state.ids }, ids)
    setState({ selection, ids })
  }
  const latest = useRef(ids)
  latest.current = ids
  const step = useCallback(
    (one: Step) => setState(now => ({ selection: stepped(now.selection, one, latest.current), ids: now.ids })),
    [],
  )
  return { selection, step, ids }
}
