import { IconMessageCircle } from '@tabler/icons-react'
import type { Module } from '@/app/modules'

export const assistant: Module = {
  id: 'assistant',
  routes: [{ path: '/assistant', lazy: async () => ({ Component: (await import('./AssistantPage')).AssistantPage }) }],
  places: [{ path: '/assistant', label: 'place.assistant', icon: IconMessageCircle, keys: 'g a', onPhone: true }],
}
