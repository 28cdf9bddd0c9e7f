import { askAgain } from '@/data/again'
import { Following } from './following'

const followed = new Map<string, Following>()

/** The one that follows a run, whoever asks. */
export function following(runId: string): Following {
  let one = followed.get(runId)
  if (!one) {
    one = new Following(runId, () => void askAgain('/api/v1/conversations', `/api/v1/runs/${runId}`, '/api/v1/usage'))
    followed.set(runId, one)
  }
  return one
}

export const isFollowed = (runId: string) => followed.has(runId)

export function forgetRuns() {
  for (const one of followed.values()) one.stop()
  followed.clear()
}
