import type { Change } from '@/api/types'

/** What somebody else did, or an agent or a program, be it on my behalf. */
export const othersDid = (changes: readonly Change[], me: string | undefined): Change[] =>
  changes.filter(change => change.agent !== null || change.api_key_id !== null || change.user_id !== me)
