import type { Relation } from '@/api/types'

/** As it reads from the task in the pane: the second half is the first seen from the other side. */
export const relationKinds = [
  'blocks',
  'blocked_by',
  'relates_to',
  'duplicates',
  'duplicated_by',
  'follows',
  'followed_by',
] as const
export type RelationKind = (typeof relationKinds)[number]

const reversed = { blocked_by: 'blocks', duplicated_by: 'duplicates', followed_by: 'follows' } as const

/** How the server keeps it: who is what to whom. */
export function asKept(kind: RelationKind, task: string, other: string) {
  const turned = kind in reversed
  return {
    kind: turned ? reversed[kind as keyof typeof reversed] : (kind as Relation['kind']),
    task_id: turned ? other : task,
    other_id: turned ? task : other,
  }
}

/** How it reads from one of its two tasks. */
export function seenFrom(task: string, relation: Pick<Relation, 'kind' | 'task_id' | 'other_id'>) {
  const isOwn = relation.task_id === task
  const turned = Object.entries(reversed).find(([, kind]) => kind === relation.kind)?.[0] as RelationKind | undefined
  return {
    kind: isOwn ? (relation.kind as RelationKind) : (turned ?? (relation.kind as RelationKind)),
    other: isOwn ? relation.other_id : relation.task_id,
  }
}
