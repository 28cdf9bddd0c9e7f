import { IconSun } from '@tabler/icons-react'
import type { Module } from '@/app/modules'

export const today: Module = {
  id: 'today',
  routes: [
    {
      // A task opens beside it, as on the pages of tasks.
      lazy: async () => ({ Component: (await import('@/features/tasks/TasksFrame')).TasksFrame }),
      children: [{ path: '/', lazy: async () => ({ Component: (await import('./TodayPage')).TodayPage }) }],
    },
  ],
  places: [{ path: '/', label: 'place.today', icon: IconSun, keys: 'g h', onPhone: true }],
}
