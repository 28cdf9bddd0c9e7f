import { useSyncExternalStore } from 'react'

/** What was taken back from here; the journal tells the rest. */
let undone: ReadonlySet<string> = new Set()
const listeners = new Set<() => void>()

export function noteUndone(ids: readonly string[]) {
  undone = new Set([...undone, ...ids])
  for (const listener of listeners) listener()
}

const listen = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useUndone = (id: string): boolean => useSyncExternalStore(listen, () => undone.has(id))
