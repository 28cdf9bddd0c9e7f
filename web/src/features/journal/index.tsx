import { IconHistory } from '@tabler/icons-react'
import { lazy } from 'react'
import type { Module } from '@/app/modules'

/** One change in one line, with what it needs: most pages have none to show at first. */
export const ChangeLine = lazy(async () => ({ default: (await import('./ChangeLine')).ChangeLine }))
export { changesCall, linkTo } from './filters'
export { undoneOf } from './lines'

export const journal: Module = {
  id: 'journal',
  routes: [{ path: '/journal', lazy: async () => ({ Component: (await import('./JournalPage')).JournalPage }) }],
  places: [{ path: '/journal', label: 'place.journal', icon: IconHistory, keys: 'g j' }],
  scope: 'read:audit',
}
