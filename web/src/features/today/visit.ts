import { useEffect, useSyncExternalStore } from 'react'
import { get, put } from '@/api/call'
import { session } from '@/api/session'
import { useAsk } from '@/data/ask'
import { change } from '@/data/change'

/** Up to when it was seen when this visit began: it stays for the visit, while the server's marker goes on. */
let visit: { owner: string; since: string | null } | null = null
const listeners = new Set<() => void>()
/** Who looks in for a second has not read it. */
const reading = 4000

const owner = () => `${session.person?.user.id} ${session.person?.tenant.id}`

function begin(since: string | null) {
  visit = { owner: owner(), since }
  for (const listener of listeners) listener()
}

const listen = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const mark = (seen_at: string) =>
  change({ call: () => put('/api/v1/visit', { body: { seen_at } }), asks: [], quiet: true }, undefined).catch(
    () => null,
  )

/** Since when one has not been here; undefined: not known yet, or not kept here; null: never been here. */
export function useSince() {
  const known = useSyncExternalStore(listen, () => (visit?.owner === owner() ? visit : null))
  // An answer that was remembered here is of the visit before.
  const { data, isFetchedAfterMount } = useAsk(get('/api/v1/visit'), {
    enabled: known === null,
    staleTime: 0,
    forget: true,
  })
  useEffect(() => {
    if (data && isFetchedAfterMount && known === null) begin(data.seen_at)
  }, [data, isFetchedAfterMount, known])
  const isKnown = known !== null
  useEffect(() => {
    if (!isKnown) return
    const timer = window.setTimeout(() => void mark(new Date().toISOString()), reading)
    return () => window.clearTimeout(timer)
  }, [isKnown])
  return {
    since: known?.since,
    /** All of it has been read: the visit begins anew. */
    seen: () => {
      const now = new Date().toISOString()
      begin(now)
      void mark(now)
    },
  }
}
