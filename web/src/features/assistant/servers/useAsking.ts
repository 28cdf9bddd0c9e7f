import { useEffect, useState } from 'react'
import type { Server } from './servers'

/** A server that fails as before tells so by nothing. */
const patience = 20_000

/** Whether it was asked for its tools just now, and has not answered: each answer is a new version of its row. */
export function useAsking(server: Server | undefined) {
  const [asked, setAsked] = useState<number | null>(null)
  useEffect(() => {
    if (asked === null) return
    const timer = window.setTimeout(() => setAsked(null), patience)
    return () => window.clearTimeout(timer)
  }, [asked])
  const isAsking = asked !== null && server?.version === asked
  return { isAsking, begin: () => setAsked(server?.version ?? null) }
}
