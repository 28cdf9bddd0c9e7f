import { lazy, Suspense } from 'react'
import { showOverlay, useOverlay } from './overlay'

const parts = {
  palette: lazy(async () => ({ default: (await import('./palette/Palette')).Palette })),
  shortcuts: lazy(async () => ({ default: (await import('./ShortcutHelp')).ShortcutHelp })),
  addTenant: lazy(async () => ({ default: (await import('./AddTenant')).AddTenant })),
}

const close = () => showOverlay(null)

/** Each is loaded when it is first wanted. */
export function Overlays() {
  const open = useOverlay()
  if (!open) return null
  const Part = parts[open]
  return (
    <Suspense fallback={null}>
      <Part onClose={close} />
    </Suspense>
  )
}
