import { useSyncExternalStore } from 'react'
import { get } from '@/api/call'
import { session } from '@/api/session'
import { useAsk } from './ask'

/** Who is signed in; at a start without a network, who was last. */
export const useSession = () => useSyncExternalStore(session.listen, () => session.person)

/** Whose pages stand below while she signs in again. */
export const useLastSession = () => useSyncExternalStore(session.listen, () => session.last)

/** Who is signed in, with what she may do here now. */
export const useMe = () => useAsk(get('/api/v1/me'), { staleTime: 5 * 60_000 })

export const useMay = (scope: string | undefined): boolean => {
  const { data } = useMe()
  return scope === undefined || !data || data.scopes.includes(scope)
}
