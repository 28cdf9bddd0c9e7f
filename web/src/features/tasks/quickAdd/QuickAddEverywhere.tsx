import { lazy, Suspense, useMemo, useState } from 'react'
import { type Shortcut, useShortcuts } from '@/app/shortcuts'
import { useMay } from '@/data/me'

const QuickAddDialog = lazy(async () => ({ default: (await import('./QuickAddDialog')).QuickAddDialog }))

/** `q`, wherever one is. */
export function QuickAddEverywhere() {
  const [isOpen, setOpen] = useState(false)
  const mayAdd = useMay('write:tasks')
  const shortcuts = useMemo<Shortcut[]>(
    () => (mayAdd ? [{ keys: 'q', label: 'tasks.quick.label', run: () => setOpen(true) }] : []),
    [mayAdd],
  )
  useShortcuts(shortcuts)
  return isOpen ? (
    <Suspense fallback={null}>
      <QuickAddDialog onClose={() => setOpen(false)} />
    </Suspense>
  ) : null
}
