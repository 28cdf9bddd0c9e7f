import { useMemo, useSyncExternalStore } from 'react'
import { get } from '@/api/call'
import type { Run } from '@/api/types'
import { useAsk } from '@/data/ask'
import type { Followed } from './following'
import { learnNames } from './learn'
import { outbox } from './outbox'
import { hasEnded, nothingYet, progressOf } from './progress'
import { following, isFollowed } from './runs'

const most = 200
const silent: Followed = { progress: nothingYet, isConnected: true, problem: null }
const nobody = () => () => {}

/** A run that goes on is followed; of one that has ended the steps are asked for, when it is seen. */
export function useProgress(
  runId: string | null,
  state: Run['state'] | undefined,
  isSeen = true,
): Followed & { again: () => void } {
  const isOver = hasEnded(state)
  const asked = useAsk(get('/api/v1/runs/{run_id}/steps', { path: { run_id: runId ?? '' }, query: { limit: most } }), {
    enabled: isOver && isSeen && runId !== null && !isFollowed(runId),
    staleTime: Number.POSITIVE_INFINITY,
  })
  // Longer ones come whole over the stream, too.
  const isLong = asked.data?.items.length === most
  const one = runId !== null && (!isOver || isFollowed(runId) || isLong) ? following(runId) : null
  const live = useSyncExternalStore(one?.listen ?? nobody, one?.current ?? (() => silent))
  const listed = useMemo(() => {
    if (!asked.data) return null
    asked.data.items.forEach(learnNames)
    return progressOf(asked.data.items, asked.data.state)
  }, [asked.data])
  const again = () => one?.again()
  return one && (live.progress.position !== null || !listed)
    ? { ...live, again }
    : { ...silent, again, progress: listed ?? { ...nothingYet, state: isOver ? (state ?? null) : null } }
}

export const useSent = () => useSyncExternalStore(outbox.listen, outbox.current)
