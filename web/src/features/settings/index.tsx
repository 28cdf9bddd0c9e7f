import { IconSettings } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { Module } from '@/app/modules'
import { showLive } from '@/data/live'

const section = (path: string, load: () => Promise<ComponentType>) => ({
  path,
  lazy: async () => ({ Component: await load() }),
})

export const settings: Module = {
  id: 'settings',
  routes: [
    {
      path: '/settings',
      lazy: async () => ({ Component: (await import('./SettingsFrame')).SettingsFrame }),
      children: [
        { index: true, lazy: async () => ({ Component: (await import('./SettingsHome')).SettingsHome }) },
        section('profile', async () => (await import('./profile/ProfilePage')).ProfilePage),
        section('security', async () => (await import('./security/SecurityPage')).SecurityPage),
        section('tenant', async () => (await import('./tenant/TenantPage')).TenantPage),
        section('members', async () => (await import('./members/MembersPage')).MembersPage),
        section('calendar', async () => (await import('./calendar/CalendarPage')).CalendarPage),
        section('data', async () => (await import('./data/DataPage')).DataPage),
        section('keys', async () => (await import('./keys/KeysPage')).KeysPage),
        section('system', async () => (await import('./system/SystemPage')).SystemPage),
      ],
    },
  ],
  places: [{ path: '/settings', label: 'place.settings', icon: IconSettings, keys: 'g s' }],
  start: () => {
    showLive('member', '/api/v1/memberships', '/api/v1/me')
    showLive('invitation', '/api/v1/invitations', '/api/v1/memberships')
    showLive('api_key', '/api/v1/api_keys')
    showLive('session', '/api/v1/sessions')
    showLive('tenant', '/api/v1/tenant', '/api/v1/tenants', '/api/v1/me')
  },
}
