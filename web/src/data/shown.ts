import { client } from './client'
import { overlay } from './overlay'
import { isBelow, type Row, type Showing } from './showing'

/** What the pages show before the server has answered: noted as data, laid over the answers as long as the change is on its way. */
export class Shown {
  readonly showings: Showing[] = []

  /** The row wherever it is shown below the path, with the fields that `change` gives otherwise. `null` takes it out of lists. */
  row<T extends Row>(path: string, id: string, change: (row: T) => T | null) {
    const row = overlay.row(path, id) as T | undefined
    if (!row) return
    const changed = change(row)
    if (changed === null) this.showings.push({ kind: 'gone', path, id })
    else {
      const patch = difference(row, changed)
      if (Object.keys(patch).length > 0) this.showings.push({ kind: 'row', path, id, patch })
    }
  }

  /** A new row at an end of the lists that `belongs` chooses by their path. */
  add<T extends Row>(path: string, row: T, belongs: (path: string) => boolean, end: 'first' | 'last' = 'first') {
    const lists = client
      .getQueryCache()
      .getAll()
      .map(query => query.queryKey[0])
      .filter(asked => typeof asked === 'string' && isBelow(asked, path) && belongs(asked)) as string[]
    this.showings.push({ kind: 'add', path, row, lists: [...new Set(lists)], end })
  }
}

const difference = (before: object, after: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(after).filter(([name, value]) => (before as Record<string, unknown>)[name] !== value),
  )
