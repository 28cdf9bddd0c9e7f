import { registerSW } from 'virtual:pwa-register'
import { useSyncExternalStore } from 'react'

/** A tab that is open for days looks for a new version now and then. */
const everyHour = 60 * 60_000

let isReady = false
let reload: () => Promise<void> = async () => {}
const listeners = new Set<() => void>()

/** Registers the service worker, which keeps the app itself on this device. Not while developing: it would keep old parts. */
export function startUpdates() {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  reload = registerSW({
    immediate: true,
    onNeedRefresh: () => {
      isReady = true
      for (const listener of listeners) listener()
    },
    onRegisteredSW: (_url, registration) => {
      window.setInterval(() => void registration?.update().catch(() => {}), everyHour)
    },
  })
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Takes the new version; the page is loaded again. */
const apply = () => reload()

/** Whether a new version of the app waits to be shown. */
export const useUpdate = () => ({ ready: useSyncExternalStore(subscribe, () => isReady), apply })
