import { useSyncExternalStore } from 'react'
import { client } from './client'
import { idOf, isBelow, laidOver, type Row, rowsOf, type Showing } from './showing'

const none: readonly Showing[] = []

/** What is shown before the server has answered, in the order in which it was done. Answers stay as they came; this lies on top. */
class Overlay {
  private readonly layers = new Map<string, readonly Showing[]>()
  private readonly views = new Map<string, readonly Showing[]>()
  private readonly listeners = new Set<() => void>()

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  lay(id: string, showings: readonly Showing[]) {
    if (showings.length === 0) return
    this.layers.set(id, showings)
    this.told()
  }

  lift(id: string) {
    if (this.layers.delete(id)) this.told()
  }

  has(id: string) {
    return this.layers.has(id)
  }

  clear() {
    this.layers.clear()
    this.told()
  }

  /** What concerns an answer; the same list as long as nothing of it changes, so that it is laid over once. */
  over(asked: string): readonly Showing[] {
    const known = this.views.get(asked)
    if (known || this.layers.size === 0) return known ?? none
    const found = [...this.layers.values()].flat().filter(showing => isBelow(asked, showing.path))
    if (found.length === 0) return none
    this.views.set(asked, found)
    return found
  }

  /** The row as it is shown now. */
  row(path: string, id: string): Row | undefined {
    const showings = this.over(path)
    let row = bare(path, id)
    for (const showing of showings)
      if (idOf(showing) === id)
        row =
          showing.kind === 'add'
            ? (row ?? showing.row)
            : row && showing.kind === 'row'
              ? { ...row, ...showing.patch }
              : row
    return row
  }

  /** It is done: the answers get it, with what the server said of the row, until they are asked for again. */
  settle(id: string, said?: unknown) {
    const showings = this.layers.get(id)
    if (!showings) return
    const answered = said as Partial<Row> | null | undefined
    const done = showings.map(showing => withAnswer(showing, answered))
    for (const query of client.getQueryCache().getAll()) {
      const asked = query.queryKey[0]
      if (typeof asked !== 'string' || query.state.data === undefined) continue
      const now = laidOver(done, asked, query.state.data)
      if (now !== query.state.data) client.setQueryData(query.queryKey, now, { updatedAt: query.state.dataUpdatedAt })
    }
    this.lift(id)
  }

  private told() {
    const before = new Map(this.views)
    this.views.clear()
    // Whoever is not concerned gets the list that it had.
    for (const [asked, view] of before) {
      const now = this.over(asked)
      if (now.length > 0 && now.length === view.length && now.every((showing, n) => showing === view[n]))
        this.views.set(asked, view)
    }
    for (const listener of this.listeners) listener()
  }
}

function withAnswer(showing: Showing, answered: Partial<Row> | null | undefined): Showing {
  if (showing.kind === 'gone' || !answered || answered.id !== idOf(showing)) return showing
  return showing.kind === 'row'
    ? { ...showing, patch: { ...showing.patch, ...answered } }
    : { ...showing, row: { ...showing.row, ...answered } }
}

function bare(path: string, id: string): Row | undefined {
  let newest: { at: number; row: Row } | undefined
  for (const query of client.getQueryCache().getAll()) {
    const asked = query.queryKey[0]
    if (typeof asked !== 'string' || !isBelow(asked, path)) continue
    if (newest && newest.at >= query.state.dataUpdatedAt) continue
    const row = rowsOf(query.state.data).find(one => one.id === id)
    if (row) newest = { at: query.state.dataUpdatedAt, row }
  }
  return newest?.row
}

export const overlay = new Overlay()

export const useOverlay = (asked: string) => useSyncExternalStore(overlay.subscribe, () => overlay.over(asked))
