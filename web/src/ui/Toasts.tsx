import { useNotifications } from '@mantine/notifications'
import { lazy, Suspense, useRef } from 'react'
import classes from './Toasts.module.css'

const Notifications = lazy(async () => ({ default: (await import('./notifications')).Notifications }))

/** Where is said what was done; loaded when there is something to say. On a phone it leaves the way elsewhere free. */
export function Toasts() {
  const isNeeded = useRef(false)
  if (useNotifications().notifications.length > 0) isNeeded.current = true
  return (
    <Suspense>
      {isNeeded.current && <Notifications className={classes.toasts} position="bottom-center" limit={3} />}
    </Suspense>
  )
}
