import type { Role } from '@/api/types'

export const roles = ['owner', 'admin', 'member', 'viewer'] as const satisfies readonly Role[]

/** As the server has it: an admin makes members and viewers; only an owner makes admins and owners. */
export const mayGive = (giver: Role, given: Role): boolean =>
  giver === 'owner' || (giver === 'admin' && (given === 'member' || given === 'viewer'))
