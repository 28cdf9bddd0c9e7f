import { IconShieldCheck } from '@tabler/icons-react'
import { lazy } from 'react'
import type { Module } from '@/app/modules'
import { showLive } from '@/data/live'
import { useWaiting } from './useWaiting'

/** One approval where it is met: in the conversation whose agent asks. */
export const ApprovalInPlace = lazy(async () => ({ default: (await import('./ApprovalInPlace')).ApprovalInPlace }))

export { useWaiting }

export const approvals: Module = {
  id: 'approvals',
  scope: 'approve:actions',
  routes: [
    { path: '/approvals', lazy: async () => ({ Component: (await import('./ApprovalsPage')).ApprovalsPage }) },
    {
      path: '/approvals/:approval_id',
      lazy: async () => ({ Component: (await import('./ApprovalPage')).ApprovalPage }),
    },
  ],
  places: [
    {
      path: '/approvals',
      label: 'place.approvals',
      icon: IconShieldCheck,
      keys: 'g p',
      onPhone: true,
      useCount: () => useWaiting().items.length,
    },
  ],
  start: () => showLive('approval', '/api/v1/approvals', '/api/v1/approval_rules'),
}
