/** What somebody is writing, and what stood there when she began. */
export type Draft = { base: string; mine: string }

/**
 * Where it stands to what is there now. `conflict`: both have changed it, differently; then nothing is saved and nothing lost until
 * she has chosen.
 */
export type Standing = 'untouched' | 'mine' | 'same' | 'conflict'

export function standing({ base, mine }: Draft, theirs: string): Standing {
  if (mine === base) return 'untouched'
  if (mine === theirs) return 'same'
  return theirs === base ? 'mine' : 'conflict'
}

/** While nothing has been written yet, what others write is followed. */
export const followed = (draft: Draft, theirs: string): Draft =>
  standing(draft, theirs) === 'untouched' ? { base: theirs, mine: theirs } : draft

/** Both, one below the other. */
export const both = (theirs: string, mine: string): string => `${theirs.trimEnd()}\n\n${mine.trimStart()}`
