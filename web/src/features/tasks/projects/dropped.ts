import type { TaskMove } from '../api'
import type { ListItem } from '../list/grouping'

/** Where a task goes that is dropped on another, or on a section's heading. Null: it stays. */
export function dropped(items: readonly ListItem[], id: string, over: string): TaskMove | null {
  const from = items.findIndex(item => item.key === id)
  const at = items.findIndex(item => item.key === over)
  const moving = items[from]
  const target = items[at]
  if (moving?.kind !== 'task' || !target || from === at) return null
  if (target.kind === 'group') {
    if (target.group.by !== 'section') return null
    const first = items.slice(at + 1).find(item => item.kind === 'group' || item.depth === 0)
    const section_id = target.group.section.id
    // Upwards over a heading leads to the end of what stands above it.
    if (from > at && moving.task.section_id === section_id) return aboveHeading(items, at)
    if (first?.kind === 'task' && first.key === id) return null
    return { section_id, ...(first?.kind === 'task' ? { before_id: first.key } : {}) }
  }
  const section = target.task.section_id === moving.task.section_id ? {} : { section_id: target.task.section_id }
  return { ...section, ...(from < at ? { after_id: target.key } : { before_id: target.key }) }
}

function aboveHeading(items: readonly ListItem[], at: number): TaskMove {
  for (let index = at - 1; index >= 0; index--) {
    const item = items[index]!
    if (item.kind === 'task' && item.depth === 0) return { section_id: item.task.section_id, after_id: item.key }
    if (item.kind === 'group' && item.group.by === 'section') return { section_id: item.group.section.id }
  }
  return { section_id: null }
}

/** One place up or down, over headings too. */
export function shifted(items: readonly ListItem[], id: string, by: -1 | 1): TaskMove | null {
  const at = items.findIndex(item => item.key === id)
  const rest = by === 1 ? items.slice(at + 1) : items.slice(0, at).reverse()
  const next = rest.find(item => item.kind === 'group' || item.depth === 0)
  if (at >= 0 && by === -1 && next?.kind === 'group') return aboveHeading(items, items.indexOf(next))
  return next ? dropped(items, id, next.key) : null
}
