import type { Change } from '@/api/types'

/** That somebody comes and goes is for the journal. */
const comings = new Set(['sign_in', 'sign_out', 'switch_tenant', 'update_visit'])

/** What somebody else did, or an agent or a program, be it on my behalf. */
export const othersDid = (changes: readonly Change[], me: string | undefined): Change[] =>
  changes.filter(
    change =>
      !comings.has(change.operation) && (change.agent !== null || change.api_key_id !== null || change.user_id !== me),
  )
