import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react'
import type { Task } from '@/api/types'
import { useDeleteTask, useToggleTask } from '../api'
import { useOpenTask } from '../openTask'
import type { Selection, Step } from './selection'

export type Picker = 'due' | 'priority' | 'project' | 'labels' | 'assignees'
export type Editing = 'title' | Picker
export type Act = (
  what: 'open' | 'toggle' | 'delete' | 'edit' | 'close' | 'mark' | 'range',
  task: Task,
  editing?: Editing,
) => void

type Given = {
  tasks: readonly Task[]
  selection: Selection
  step: (step: Step) => void
  onShift?: (task: Task, by: -1 | 1) => void
}

const pickers: Record<string, Editing> = {
  e: 'title',
  d: 'due',
  p: 'priority',
  m: 'project',
  l: 'labels',
  a: 'assignees',
}

/** What the keys do in a list, and the same by pointer. */
export function useListKeys({ tasks, selection, step, onShift }: Given) {
  const { open } = useOpenTask()
  const toggle = useToggleTask()
  const remove = useDeleteTask()
  const [editing, setEditing] = useState<{ id: string; what: Editing } | null>(null)
  /** Why the row is to have the focus: by a key, or because the one that had it has left. */
  const focusing = useRef<'key' | 'left' | null>(null)
  const had = useRef(false)

  const latest = useRef({ open, toggle, remove })
  latest.current = { open, toggle, remove }
  const act: Act = useCallback(
    (what, task, which) => {
      step({ to: 'activate', id: task.id })
      if (what === 'open') latest.current.open(task.id)
      else if (what === 'toggle') latest.current.toggle(task)
      else if (what === 'delete') latest.current.remove.mutate(task)
      else if (what === 'edit') setEditing({ id: task.id, what: which ?? 'title' })
      else if (what === 'mark') step({ to: 'toggle', id: task.id })
      else if (what === 'range') step({ to: 'range', id: task.id })
      else {
        setEditing(null)
        document.querySelector<HTMLElement>(`[data-task="${task.id}"]`)?.focus()
      }
    },
    [step],
  )

  // The row that had the focus may be completed or deleted away: the focus goes to the next one, not to nowhere.
  useEffect(() => {
    const inside = (event: FocusEvent) => {
      had.current = event.target instanceof HTMLElement && event.target.closest('[data-task]') !== null
    }
    document.addEventListener('focusin', inside)
    return () => document.removeEventListener('focusin', inside)
  }, [])
  const before = useRef(selection.active)
  if (before.current !== selection.active) {
    before.current = selection.active
    if (had.current && focusing.current === null) focusing.current = 'left'
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const row = event.target instanceof HTMLElement && event.target.dataset.task !== undefined
    if (!row || event.ctrlKey || event.metaKey) {
      if (row && event.key.toLowerCase() === 'a') {
        event.preventDefault()
        step({ to: 'all' })
      }
      return
    }
    const task = tasks.find(one => one.id === (event.target as HTMLElement).dataset.task)
    if (!task) return
    const done = () => event.preventDefault()
    const move = (one: Step) => {
      done()
      focusing.current = 'key'
      step(one)
    }
    const by = { ArrowDown: 1, j: 1, J: 1, ArrowUp: -1, k: -1, K: -1, PageDown: 10, PageUp: -10 }[event.key]
    // The first key moves from the row that has the focus, also if a click has not made it the active one.
    if (selection.active !== task.id) step({ to: 'activate', id: task.id })
    if (by !== undefined && event.altKey) {
      done()
      if (by === 1 || by === -1) onShift?.(task, by)
    } else if (by !== undefined) move({ to: 'move', by, extend: event.shiftKey })
    else if (event.key === 'Home' || event.key === 'End')
      move({ to: 'end', last: event.key === 'End', extend: event.shiftKey })
    else if (event.key === 'Escape') step({ to: 'clear' })
    else if (event.key === 'x') step({ to: 'toggle', id: task.id })
    else if (event.key === 'Enter') act('open', task)
    else if (event.key === ' ' || event.key === 'c') act('toggle', task)
    else if (event.key === 'Delete' || event.key === 'Backspace') act('delete', task)
    else if (pickers[event.key] && !event.altKey) act('edit', task, pickers[event.key])
    else return
    done()
  }
  return { onKeyDown, act, editing, focusing }
}
