import { IconHistory } from '@tabler/icons-react'
import type { Module } from '@/app/modules'

export { ChangeLine } from './ChangeLine'
export { changesCall, linkTo } from './filters'
export { undoneOf } from './lines'

export const journal: Module = {
  id: 'journal',
  routes: [{ path: '/journal', lazy: async () => ({ Component: (await import('./JournalPage')).JournalPage }) }],
  places: [{ path: '/journal', label: 'place.journal', icon: IconHistory, keys: 'g j' }],
  scope: 'read:audit',
}
