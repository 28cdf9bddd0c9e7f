import { useEffect, useRef, useState } from 'react'
import { both, type Draft, followed, standing } from './draft'
import { keptDrafts } from './keptDrafts'

/** One text that is edited in place: kept while it is written, whatever comes in from others meanwhile. */
export function useDraft(key: string, theirs: string, save: (mine: string, base: string) => Promise<unknown>) {
  const [kept] = useState(keptDrafts)
  const [draft, setDraft] = useState<Draft | null>(() => kept.get(key) ?? null)
  const now = draft && followed(draft, theirs)
  const state = now ? standing(now, theirs) : 'untouched'
  const put = (next: Draft | null) => {
    if (next) kept.set(key, next)
    else kept.delete(key)
    setDraft(next)
  }

  const store = async ({ base, mine }: Draft) => {
    put(null)
    try {
      await save(mine, base)
    } catch {
      put({ base, mine })
    }
  }

  const latest = useRef({ now, state, store })
  latest.current = { now, state, store }
  useEffect(
    () => () => {
      const { now, state, store } = latest.current
      if (now && state === 'mine') void store(now)
      else if (state !== 'conflict') kept.delete(key)
    },
    [key, kept],
  )
  useEffect(() => {
    if (state === 'untouched') return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [state])

  return {
    text: now?.mine ?? theirs,
    isEdited: now !== null,
    isConflict: state === 'conflict',
    begin: () => put(now ?? { base: theirs, mine: theirs }),
    write: (mine: string) => put({ base: now?.base ?? theirs, mine }),
    /** Saves what is to be saved; a conflict stays open. */
    finish: () => {
      if (!now || state === 'conflict') return
      if (state === 'mine') void store(now)
      else put(null)
    },
    cancel: () => put(null),
    keepMine: () => now && void store({ base: theirs, mine: now.mine }),
    takeTheirs: () => put(null),
    keepBoth: () => now && put({ base: theirs, mine: both(theirs, now.mine) }),
  }
}

export type DraftInHand = ReturnType<typeof useDraft>
