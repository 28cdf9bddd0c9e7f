import { useNotifications } from '@mantine/notifications'
import { lazy, Suspense, useEffect, useRef } from 'react'
import { room } from './say'
import classes from './Toasts.module.css'

const load = () => import('./notifications')
const Notifications = lazy(async () => ({ default: (await load()).Notifications }))

/** Where is said what was done; loaded behind the first page, so that it is there when the network is not. On a phone it leaves the way elsewhere free. */
export function Toasts() {
  useEffect(() => {
    const timer = window.setTimeout(() => void load().catch(() => {}), 1500)
    return () => window.clearTimeout(timer)
  }, [])
  const isNeeded = useRef(false)
  if (useNotifications().notifications.length > 0) isNeeded.current = true
  return (
    <Suspense>
      {isNeeded.current && <Notifications className={classes.toasts} position="bottom-center" limit={room} />}
    </Suspense>
  )
}
