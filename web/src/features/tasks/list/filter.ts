export const groupings = ['due', 'project', 'priority', 'none'] as const
export type Grouping = (typeof groupings)[number] | 'section'
export const everyGrouping: readonly Grouping[] = [...groupings, 'section']

/** What is shown where nothing is asked for. */
export const everythingOpen = 'open'

const orders: Record<Grouping, string> = {
  due: ' order by due, due_time',
  priority: ' order by priority, due',
  project: ' order by due, due_time',
  none: '',
  section: ' order by position',
}

/** A filter's condition and its order, which is outside of quotes and last. */
export function splitOrder(filter: string): { condition: string; order: string } {
  let quoted = false
  for (let index = 0; index < filter.length; index++) {
    if (filter[index] === '\\' && quoted) index++
    else if (filter[index] === '"') quoted = !quoted
    else if (
      !quoted &&
      /^order\s+by\s/i.test(filter.slice(index)) &&
      (index === 0 || /[\s)"]/.test(filter[index - 1]!))
    )
      return { condition: filter.slice(0, index).trim(), order: ` ${filter.slice(index).trim()}` }
  }
  return { condition: filter.trim(), order: '' }
}

export type Asked = {
  filter: string
  /** How many characters stand before what the person wrote: faults are told by their place in the whole. */
  before: number
}

/** What is asked for: within `base`, what the person wrote, in the order that the groups are read in. */
export function asked(written: string, group: Grouping, base?: string): Asked {
  const { condition, order } = splitOrder(written)
  const leading = written.length - written.trimStart().length
  const inOrder = order || orders[group]
  if (!base) return { filter: (condition || everythingOpen) + inOrder, before: -leading }
  const start = `${base} and (`
  return { filter: `${start}${condition || everythingOpen})${inOrder}`, before: start.length - leading }
}
