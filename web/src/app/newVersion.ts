import { useSyncExternalStore } from 'react'

let load: (() => void) | null = null
const listeners = new Set<() => void>()
const hour = 60 * 60_000

/** Production builds alone have a service worker; a page that stays open asks each hour whether there is a newer one. */
export async function watchVersion() {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const { registerSW } = await import('virtual:pwa-register')
  const update = registerSW({
    onNeedRefresh() {
      load = () => void update(true)
      for (const listener of listeners) listener()
    },
    onRegisteredSW(_, registration) {
      window.setInterval(() => void registration?.update().catch(() => {}), hour)
    },
  })
}

const listen = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Takes the newer version; null: this is the newest. */
export const useNewVersion = () => useSyncExternalStore(listen, () => load)
