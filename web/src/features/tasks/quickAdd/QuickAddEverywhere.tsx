import { lazy, Suspense, useMemo, useState } from 'react'
import { useShortcuts } from '@/app/shortcuts'

const QuickAddDialog = lazy(async () => ({ default: (await import('./QuickAddDialog')).QuickAddDialog }))

/** `q`, wherever one is. */
export function QuickAddEverywhere() {
  const [isOpen, setOpen] = useState(false)
  useShortcuts(useMemo(() => [{ keys: 'q', label: 'tasks.quick.label' as const, run: () => setOpen(true) }], []))
  return isOpen ? (
    <Suspense fallback={null}>
      <QuickAddDialog onClose={() => setOpen(false)} />
    </Suspense>
  ) : null
}
