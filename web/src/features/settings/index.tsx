import { IconSettings } from '@tabler/icons-react'
import type { Module } from '@/app/modules'

export const settings: Module = {
  id: 'settings',
  routes: [{ path: '/settings', lazy: async () => ({ Component: (await import('./SettingsPage')).SettingsPage }) }],
  places: [{ path: '/settings', label: 'place.settings', icon: IconSettings, keys: 'g s' }],
}
