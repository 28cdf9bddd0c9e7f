import type { InfiniteData, QueryKey } from '@tanstack/react-query'
import type { Page } from '@/api/types'
import { client } from './client'

type Row = { id: string }
type Rows = Page<Row> | InfiniteData<Page<Row>> | Row

/** What the pages show, changed before the server has answered; `back` takes all of it back. */
export class Shown {
  private readonly before = new Map<QueryKey, unknown>()

  /** The row wherever it is shown below the path. `null` takes it out of lists. */
  row<T extends Row>(path: string, id: string, change: (row: T) => T | null) {
    this.each(path, rows =>
      rows.flatMap(row => {
        if (row.id !== id) return [row]
        const changed = change(row as T)
        return changed === null ? [] : [changed]
      }),
    )
  }

  /** A new row at an end of the lists that `belongs` chooses by their path. */
  add<T extends Row>(path: string, row: T, belongs: (path: string) => boolean, end: 'first' | 'last' = 'first') {
    for (const query of client.getQueryCache().findAll({ predicate: ({ queryKey }) => isBelow(queryKey, path) })) {
      const data = query.state.data as Rows | undefined
      if (!data || !belongs(query.queryKey[0] as string)) continue
      const list =
        'pages' in data ? (end === 'first' ? data.pages[0] : data.pages.at(-1)) : 'items' in data ? data : null
      if (!list || list.items.some(one => one.id === row.id)) continue
      const items = end === 'first' ? [row, ...list.items] : [...list.items, row]
      this.set(
        query.queryKey,
        'pages' in data
          ? { ...data, pages: data.pages.map(page => (page === list ? { ...page, items } : page)) }
          : { ...data, items },
      )
    }
  }

  /** Each list below the path as a whole, over its pages: for another order. What comes back unchanged is left alone. */
  list<T extends Row>(path: string, change: (rows: readonly T[], path: string) => readonly T[]) {
    for (const query of client.getQueryCache().findAll({ predicate: ({ queryKey }) => isBelow(queryKey, path) })) {
      const data = query.state.data as Rows | undefined
      if (!data || typeof data !== 'object' || !('pages' in data || 'items' in data)) continue
      const rows = ('pages' in data ? data.pages.flatMap(page => page.items) : data.items) as T[]
      const next = change(rows, query.queryKey[0] as string)
      if (next === rows) continue
      if ('items' in data) this.set(query.queryKey, { ...data, items: next })
      else {
        let from = 0
        const pages = data.pages.map((page, index) => {
          const until = index === data.pages.length - 1 ? next.length : from + page.items.length
          const items = next.slice(from, until)
          from = until
          return { ...page, items }
        })
        this.set(query.queryKey, { ...data, pages })
      }
    }
  }

  back() {
    for (const [key, data] of this.before) client.setQueryData(key, data)
  }

  private each(path: string, change: (rows: readonly Row[]) => Row[]) {
    for (const query of client.getQueryCache().findAll({ predicate: ({ queryKey }) => isBelow(queryKey, path) })) {
      const data = query.state.data as Rows | undefined
      if (!data || typeof data !== 'object') continue
      if ('pages' in data)
        this.set(query.queryKey, {
          ...data,
          pages: data.pages.map(page => ({ ...page, items: change(page.items) })),
        })
      else if ('items' in data && Array.isArray(data.items))
        this.set(query.queryKey, { ...data, items: change(data.items) })
      else if ('id' in data) {
        const [row] = change([data as Row])
        if (row) this.set(query.queryKey, row)
      }
    }
  }

  private set(key: QueryKey, data: unknown) {
    if (!this.before.has(key)) this.before.set(key, client.getQueryData(key))
    client.setQueryData(key, data)
  }
}

const isBelow = (key: QueryKey, path: string) =>
  typeof key[0] === 'string' && (key[0] === path || key[0].startsWith(`${path}/`) || key[0].startsWith(`${path}?`))
