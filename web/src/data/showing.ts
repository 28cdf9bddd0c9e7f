import type { InfiniteData } from '@tanstack/react-query'
import type { Page } from '@/api/types'

export type Row = { id: string }
type Rows = Page<Row> | InfiniteData<Page<Row>> | Row

/** What a page shows otherwise than the server has said: as data, so that it can be kept with a change that waits. */
export type Showing =
  | { kind: 'row'; path: string; id: string; patch: Record<string, unknown> }
  | { kind: 'gone'; path: string; id: string; lists?: string[] }
  | { kind: 'add'; path: string; row: Row; lists: string[]; end: 'first' | 'last' }
  | { kind: 'place'; path: string; row: Row; beside: Beside | null; lists: string[] | null; end: 'first' | 'last' }

/** Beside which row of the same list. */
export type Beside = { id: string; after: boolean }

export const isBelow = (asked: string, path: string) =>
  asked === path || asked.startsWith(`${path}/`) || asked.startsWith(`${path}?`)

export const idOf = (showing: Showing) => ('row' in showing ? showing.row.id : showing.id)

/** The answer to what was asked, with these on top. What they do not touch stays the same object. */
export function laidOver<T>(showings: readonly Showing[], asked: string, answer: T): T {
  let data: unknown = answer
  for (const showing of showings)
    if (isBelow(asked, showing.path) && data && typeof data === 'object') data = one(showing, asked, data as Rows)
  return data as T
}

/** Of a row of which the server has not heard: what is shown of it alone. */
export const newRow = (showings: readonly Showing[], asked: string): Row | undefined => {
  const added = showings.find(showing => showing.kind === 'add' && asked === `${showing.path}/${showing.row.id}`)
  return added?.kind === 'add' ? laidOver(showings, asked, added.row) : undefined
}

function one(showing: Showing, asked: string, data: Rows): Rows {
  if (showing.kind === 'add') return withRow(showing, asked, data)
  if (showing.kind === 'place') return placed(showing, asked, data)
  if (showing.kind === 'gone' && showing.lists && !showing.lists.includes(asked)) return data
  return eachRow(data, row => rowWith(showing, row))
}

function rowWith(showing: Extract<Showing, { id: string }>, row: Row): Row | null {
  if (row.id !== showing.id) return row
  return showing.kind === 'gone' ? null : { ...row, ...showing.patch }
}

function placed({ row, beside, lists, end }: Extract<Showing, { kind: 'place' }>, asked: string, data: Rows): Rows {
  const rows = rowsOf(data)
  const isThere = rows.some(one => one.id === row.id)
  if (!('pages' in data || 'items' in data) || !(lists?.includes(asked) ?? isThere)) return data
  const shown = rows.find(one => one.id === row.id) ?? row
  const rest = rows.filter(one => one.id !== row.id)
  const other = rest.findIndex(one => one.id === beside?.id)
  if (other < 0 && !lists) return data
  rest.splice(other < 0 ? (end === 'first' ? 0 : rest.length) : beside?.after ? other + 1 : other, 0, shown)
  return withRows(data, rest)
}

/** Over the pages as they were; what is more stands on the last. */
function withRows(data: Exclude<Rows, Row>, rows: Row[]): Rows {
  if ('items' in data) return { ...data, items: rows }
  let from = 0
  const pages = data.pages.map((page, n) => {
    const until = n === data.pages.length - 1 ? rows.length : from + page.items.length
    const items = rows.slice(from, until)
    from = until
    return { ...page, items }
  })
  return { ...data, pages }
}

function withRow({ row, lists, end }: Extract<Showing, { kind: 'add' }>, asked: string, data: Rows): Rows {
  if (!lists.includes(asked)) return data
  const put = (items: Row[]) => (end === 'first' ? [row, ...items] : [...items, row])
  if ('pages' in data) {
    if (data.pages.some(page => page.items.some(item => item.id === row.id))) return data
    const at = end === 'first' ? 0 : data.pages.length - 1
    return { ...data, pages: data.pages.map((page, n) => (n === at ? { ...page, items: put(page.items) } : page)) }
  }
  if (!('items' in data) || data.items.some(item => item.id === row.id)) return data
  return { ...data, items: put(data.items) }
}

function eachRow(data: Rows, change: (row: Row) => Row | null): Rows {
  if ('pages' in data) {
    const pages = data.pages.map(page => withItems(page, change))
    return pages.some((page, n) => page !== data.pages[n]) ? { ...data, pages } : data
  }
  if ('items' in data) return Array.isArray(data.items) ? withItems(data, change) : data
  return 'id' in data ? (change(data) ?? data) : data
}

function withItems(page: Page<Row>, change: (row: Row) => Row | null): Page<Row> {
  let isChanged = false
  const items = page.items.flatMap(row => {
    const now = change(row)
    if (now !== row) isChanged = true
    return now ? [now] : []
  })
  return isChanged ? { ...page, items } : page
}

/** The rows of an answer, whatever its form. */
export function rowsOf(data: unknown): readonly Row[] {
  if (!data || typeof data !== 'object') return []
  const rows = data as Rows
  if ('pages' in rows) return rows.pages.flatMap(page => page.items)
  if ('items' in rows) return Array.isArray(rows.items) ? rows.items : []
  return 'id' in rows ? [rows] : []
}
