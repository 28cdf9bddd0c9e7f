/** What people may want a key for; each stands for some of the server's permissions. */
const scopeGroups = {
  tasks: ['read:tasks', 'write:tasks'],
  money: ['read:money', 'write:money', 'manage:budget', 'process:receipts'],
  knowledge: ['read:knowledge', 'write:knowledge'],
  agents: ['run:agents', 'approve:actions', 'premium:ai_insights'],
  tenant: ['read:audit', 'manage:tenant'],
} as const

type ScopeGroup = keyof typeof scopeGroups

/** The groups with what of them is one's own to give; what the server has and we do not know stands last. */
export function ownGroups(own: readonly string[]): { group: ScopeGroup | 'other'; scopes: string[] }[] {
  const known = new Set<string>(Object.values(scopeGroups).flat())
  const groups: { group: ScopeGroup | 'other'; scopes: string[] }[] = Object.entries(scopeGroups).map(
    ([group, scopes]) => ({ group: group as ScopeGroup, scopes: scopes.filter(scope => own.includes(scope)) }),
  )
  groups.push({ group: 'other', scopes: own.filter(scope => !known.has(scope)) })
  return groups.filter(({ scopes }) => scopes.length > 0)
}

/** Days; the server gives a year at most. */
export const lives = [7, 30, 90, 365] as const

export const endOf = (days: number, now = Date.now()): string => new Date(now + days * 86_400_000).toISOString()
