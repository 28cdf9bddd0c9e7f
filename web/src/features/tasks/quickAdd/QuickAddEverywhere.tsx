import { useHotkeys } from '@mantine/hooks'
import { lazy, Suspense, useState } from 'react'

const QuickAddDialog = lazy(async () => ({ default: (await import('./QuickAddDialog')).QuickAddDialog }))

/** `q`, wherever one is. */
export function QuickAddEverywhere() {
  const [isOpen, setOpen] = useState(false)
  useHotkeys([
    [
      'q',
      () => {
        if (!document.querySelector('[role="dialog"][aria-modal="true"]')) setOpen(true)
      },
    ],
  ])
  return isOpen ? (
    <Suspense fallback={null}>
      <QuickAddDialog onClose={() => setOpen(false)} />
    </Suspense>
  ) : null
}
