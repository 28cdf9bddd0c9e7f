/** Which row has the focus, and which are selected; rows are known by id, in the order that they are shown in. */
export type Selection = {
  active: string | null
  /** Where a range began. */
  anchor: string | null
  selected: ReadonlySet<string>
}

export const nothingSelected: Selection = { active: null, anchor: null, selected: new Set() }

export type Step =
  | { to: 'move'; by: number; extend?: boolean }
  | { to: 'end'; last: boolean; extend?: boolean }
  | { to: 'activate'; id: string }
  | { to: 'toggle'; id: string }
  | { to: 'range'; id: string }
  | { to: 'all' }
  | { to: 'clear' }
  /** The rows have changed. `before` are those that were shown. */
  | { to: 'prune'; before: readonly string[] }

export function stepped(now: Selection, step: Step, ids: readonly string[]): Selection {
  switch (step.to) {
    case 'move':
    case 'end': {
      if (ids.length === 0) return now
      const at = now.active === null ? -1 : ids.indexOf(now.active)
      const wanted = step.to === 'end' ? (step.last ? ids.length - 1 : 0) : at < 0 && step.by < 0 ? 0 : at + step.by
      const active = ids[Math.min(Math.max(wanted, 0), ids.length - 1)]!
      return step.extend
        ? range({ ...now, anchor: now.anchor ?? now.active ?? active }, active, ids)
        : { ...now, active, anchor: null }
    }
    case 'activate':
      return now.active === step.id ? now : { ...now, active: step.id, anchor: null }
    case 'toggle': {
      const selected = new Set(now.selected)
      if (!selected.delete(step.id)) selected.add(step.id)
      return { active: step.id, anchor: step.id, selected }
    }
    case 'range':
      return range({ ...now, anchor: now.anchor ?? now.active ?? step.id }, step.id, ids)
    case 'all':
      return { ...now, selected: new Set(ids) }
    case 'clear':
      return now.selected.size === 0 && now.anchor === null ? now : { ...now, anchor: null, selected: new Set() }
    case 'prune':
      return pruned(now, step.before, ids)
  }
}

/** Extending replaces the range that began at the anchor, and keeps what was selected apart from it. */
function range(now: Selection, to: string, ids: readonly string[]): Selection {
  const from = ids.indexOf(now.anchor ?? to)
  const until = ids.indexOf(to)
  if (from < 0 || until < 0) return { ...now, active: to, anchor: to, selected: new Set([...now.selected, to]) }
  const selected = new Set(now.selected)
  const old = now.active === null ? -1 : ids.indexOf(now.active)
  if (old >= 0) for (const id of between(ids, from, old)) selected.delete(id)
  for (const id of between(ids, from, until)) selected.add(id)
  return { active: to, anchor: now.anchor ?? to, selected }
}

const between = (ids: readonly string[], one: number, other: number) =>
  ids.slice(Math.min(one, other), Math.max(one, other) + 1)

/** What is gone is not selected; the focus goes to what took its place. */
function pruned(now: Selection, before: readonly string[], ids: readonly string[]): Selection {
  const here = new Set(ids)
  const kept = [...now.selected].filter(id => here.has(id))
  const selected = kept.length === now.selected.size ? now.selected : new Set(kept)
  if (now.active === null || here.has(now.active)) return selected === now.selected ? now : { ...now, selected }
  const at = before.indexOf(now.active)
  const next =
    before.slice(at + 1).find(id => here.has(id)) ?? before.slice(0, Math.max(at, 0)).findLast(id => here.has(id))
  return { active: next ?? ids[0] ?? null, anchor: null, selected }
}
