import { client } from './client'
import { overlay } from './overlay'
import { type Beside, isBelow, type Row, type Showing } from './showing'

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
    this.showings.push({ kind: 'add', path, row, lists: listsOf(path, belongs), end })
  }

  /** The row at another place: beside one in each list that shows both; or in the lists that `into` chooses, and in those of `outOf` no more. */
  place<T extends Row>(path: string, row: T, beside: Beside | null, lists?: Lists) {
    if (lists?.outOf) this.showings.push({ kind: 'gone', path, id: row.id, lists: listsOf(path, lists.outOf) })
    this.showings.push({
      kind: 'place',
      path,
      row,
      beside,
      lists: lists ? listsOf(path, lists.into) : null,
      end: lists?.end ?? 'last',
    })
  }
}

type Lists = { into: (path: string) => boolean; outOf?: (path: string) => boolean; end: 'first' | 'last' }

const listsOf = (path: string, belongs: (path: string) => boolean): string[] => {
  const asked = client
    .getQueryCache()
    .getAll()
    .map(query => query.queryKey[0])
    .filter(one => typeof one === 'string' && isBelow(one, path) && belongs(one)) as string[]
  return [...new Set(asked)]
}

const difference = (before: object, after: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(after).filter(([name, value]) => (before as Record<string, unknown>)[name] !== value),
  )
