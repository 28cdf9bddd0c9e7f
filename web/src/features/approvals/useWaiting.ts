import { get } from '@/api/call'
import type { Approval } from '@/api/types'
import { useAsk } from '@/data/ask'
import { useMay } from '@/data/me'

/** The calls of agents that wait for a person, the oldest first. */
export function useWaiting() {
  const may = useMay('approve:actions')
  const query = useAsk(get('/api/v1/approvals', { query: { state: 'pending', limit: 200 } }), { enabled: may })
  const items: Approval[] = query.data?.items.toReversed() ?? []
  return { ...query, items }
}
