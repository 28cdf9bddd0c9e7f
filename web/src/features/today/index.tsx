import { IconSun } from '@tabler/icons-react'
import type { Module } from '@/app/modules'

export const today: Module = {
  id: 'today',
  routes: [{ path: '/', lazy: async () => ({ Component: (await import('./TodayPage')).TodayPage }) }],
  places: [{ path: '/', label: 'place.today', icon: IconSun, keys: 'g h', onPhone: true }],
}
