import type { Query } from '@tanstack/react-query'
import { client } from './client'

const pause = 100
const longestWait = 5_000

/** What is to be asked again, and since when. */
const waiting = new Map<string, number>()
let isLooking = false

/** What begins so is asked again, where it is shown. */
export const askAgain = (...beginnings: string[]) => client.invalidateQueries({ predicate: under(beginnings) })

/**
 * The same in a moment: a flood of changes is one question, and so is one's own change and what the live feed says of it. What is being asked
 * is not asked anew before it has its answer, or a list of many pages would never come to its end.
 */
export function askSoon(...beginnings: string[]) {
  for (const beginning of beginnings) if (!waiting.has(beginning)) waiting.set(beginning, Date.now())
  if (isLooking) return
  isLooking = true
  window.setTimeout(look, pause)
}

function look() {
  const ready = [...waiting]
    .filter(([beginning, since]) => !isBeingAsked(beginning) || Date.now() - since > longestWait)
    .map(([beginning]) => beginning)
  for (const beginning of ready) waiting.delete(beginning)
  if (ready.length > 0) void askAgain(...ready)
  isLooking = waiting.size > 0
  if (isLooking) window.setTimeout(look, pause)
}

const isBeingAsked = (beginning: string) => client.isFetching({ predicate: under([beginning]), type: 'active' }) > 0

const under =
  (beginnings: readonly string[]) =>
  ({ queryKey: [path] }: Query) =>
    typeof path === 'string' && beginnings.some(beginning => path.startsWith(beginning))
