import { IconChecklist } from '@tabler/icons-react'
import type { Module } from '@/app/modules'

export const tasks: Module = {
  id: 'tasks',
  routes: [{ path: '/tasks', lazy: async () => ({ Component: (await import('./TasksPage')).TasksPage }) }],
  places: [{ path: '/tasks', label: 'place.tasks', icon: IconChecklist, keys: 'g t', onPhone: true }],
}
