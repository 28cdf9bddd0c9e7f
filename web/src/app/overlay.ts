import { useSyncExternalStore } from 'react'
import { early } from './palette/early'

/** What lies over the page, one at a time. */
export type Overlay = 'palette' | 'shortcuts' | 'addTenant'

let open: Overlay | null = null
const listeners = new Set<() => void>()

export function showOverlay(overlay: Overlay | null) {
  open = overlay
  if (overlay === 'palette') early.begin(() => showOverlay(null))
  else early.end()
  for (const listener of listeners) listener()
}

const listen = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useOverlay = () => useSyncExternalStore(listen, () => open)
