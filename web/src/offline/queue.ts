import { useSyncExternalStore } from 'react'
import type { Call } from '@/api/call'
import { session } from '@/api/session'
import { overlay } from '@/data/overlay'
import { idOf, type Showing } from '@/data/showing'
import { exclusively } from './lock'
import { store } from './store'
import { bodyOf, concerns, type Fields, idIn, isAdd, isSame, type Waiting } from './waiting'

type Described = {
  call: Call
  of: string
  base?: Fields
  shows: readonly Showing[]
  asks: readonly string[]
  what: string | null
}

/** To the other tabs: look again; this one is done, and how its row is now. */
type Told = { done?: string; row?: unknown; changeId?: string | null }

/** The changes that wait for a network or for a person, in the order in which they were made; the same in all tabs. */
class Queue {
  items: readonly Waiting[] = []
  private readonly listeners = new Set<() => void>()
  private readonly done = new Map<string, string | null>()
  private tabs: BroadcastChannel | null = null
  /** Called when there is something to send. */
  wake: () => void = () => {}

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** What the store holds, from now on. */
  async load() {
    const database = store.current
    const items = database ? await database.getAll('queue') : []
    if (database !== store.current || !store.isOf(session.person)) return
    if (database && this.tabs?.name !== database.name) this.listen(database.name)
    const waiting = items.filter(({ state }) => state === 'waiting')
    for (const { key, state } of this.items)
      if (state === 'waiting' && !waiting.some(item => item.key === key)) overlay.lift(key)
    for (const { key, shows } of waiting) if (!overlay.has(key)) overlay.lay(key, shows)
    this.set(items)
  }

  forget() {
    this.tabs?.close()
    this.tabs = null
    this.done.clear()
    for (const { key } of this.items) overlay.lift(key)
    this.set([])
  }

  /** To be made before it is shown. Null: nothing can be kept here. */
  describe({ call, of, base, shows, asks, what }: Described): Waiting | null {
    if (!store.current || !call.key) return null
    return {
      store: store.current.name,
      key: call.key,
      call,
      of,
      shows,
      asks,
      what,
      ...shownBefore(call, of, shows, base),
      at: Date.now(),
      state: 'waiting',
      tries: 0,
    }
  }

  /** Order is kept: nothing overtakes what waits. */
  goesBehind(waiting: Waiting): boolean {
    return this.items.some(item => item.state === 'waiting' || (item.state !== 'refused' && concerns(waiting, item.of)))
  }

  async add(waiting: Waiting) {
    const database = store.named(waiting.store)
    if (!database) throw new Error('What it was made for is not open any more.')
    const n = await database.add('queue', waiting)
    if (database !== store.current) return
    overlay.lay(waiting.key, waiting.shows)
    this.set([...this.items, { ...waiting, n }])
    this.tell()
    this.wake()
  }

  async put(waiting: Waiting) {
    const database = store.named(waiting.store)
    if (!database) return
    const write = database.transaction('queue', 'readwrite')
    if ((await write.store.getKey(waiting.n!)) !== undefined) await write.store.put(waiting)
    await write.done
    if (database !== store.current) return
    if (waiting.state === 'waiting') overlay.lay(waiting.key, waiting.shows)
    else overlay.lift(waiting.key)
    this.set(this.items.map(item => (item.key === waiting.key ? waiting : item)))
    this.tell()
  }

  /** It is done; what was made on top of it was made on top of what the server says now. */
  async finish(waiting: Waiting, answer: { row: unknown; changeId: string | null }) {
    const row = answer.row && typeof answer.row === 'object' ? (answer.row as Fields) : null
    if (row) await this.rebase(waiting, row)
    await store.named(waiting.store)?.delete('queue', waiting.n!)
    overlay.settle(waiting.key, row)
    this.done.set(waiting.key, answer.changeId)
    this.set(this.items.filter(({ key }) => key !== waiting.key))
    this.tell({ done: waiting.key, row, changeId: answer.changeId })
  }

  /** Not sent any more; with an added row goes what was done to it. Answers with the change, if it has been sent meanwhile. */
  discard(key: string): Promise<string | null> {
    return exclusively(async () => {
      const waiting = this.items.find(item => item.key === key)
      if (!waiting || this.done.has(key)) return this.done.get(key) ?? null
      const gone = isAdd(waiting)
        ? this.items.filter(item => item === waiting || (item.n! > waiting.n! && concerns(item, waiting.of)))
        : [waiting]
      if (!isAdd(waiting) && waiting.state === 'waiting') await this.rebase(waiting, waiting.base)
      for (const item of gone) await this.drop(item)
      this.tell()
      return null
    })
  }

  private async drop(item: Waiting) {
    await store.named(item.store)?.delete('queue', item.n!)
    overlay.lift(item.key)
    this.set(this.items.filter(({ key }) => key !== item.key))
  }

  private async rebase(done: Waiting, row: Fields) {
    const fields = new Set([
      ...Object.keys(bodyOf(done)),
      ...done.shows.flatMap(showing => (showing.kind === 'row' ? Object.keys(showing.patch) : [])),
    ])
    for (const later of this.items.filter(item => item.of === done.of && item.n! > done.n!)) {
      const base = Object.fromEntries(
        Object.entries(later.base).map(([name, value]) => [name, fields.has(name) && name in row ? row[name] : value]),
      )
      const isOnTop =
        typeof row.version === 'number' && Object.entries(base).every(([name, value]) => isSame(row[name], value))
      await this.put({ ...later, base, ...(isOnTop ? { version: row.version as number } : {}) })
    }
  }

  private listen(name: string) {
    this.tabs?.close()
    if (typeof BroadcastChannel === 'undefined') return
    this.tabs = new BroadcastChannel(name)
    this.tabs.onmessage = ({ data }: MessageEvent<Told>) => {
      if (data.done) {
        overlay.settle(data.done, data.row)
        this.done.set(data.done, data.changeId ?? null)
      }
      void this.load()
    }
  }

  private tell(told: Told = {}) {
    this.tabs?.postMessage(told)
  }

  private set(items: readonly Waiting[]) {
    this.items = items
    for (const listener of this.listeners) listener()
  }
}

/** The row as it was shown, of what an edit changes. A version that no row has is always asked about first. */
function shownBefore(
  call: Call,
  of: string,
  shows: readonly Showing[],
  given?: Fields,
): Pick<Waiting, 'base' | 'version'> {
  const [showing] = shows
  // Of many at once, or of what is no row, there is no version.
  if (call.method !== 'PATCH' || !call.body || call.path.split(/[/?]/).at(-1) !== idIn(of)) return { base: given ?? {} }
  const row = showing && (overlay.row(showing.path, idOf(showing)) as Fields | undefined)
  const base = given ?? pick(row ?? {}, Object.keys(call.body))
  if (!row) return given ? { base, version: 0 } : { base }
  if (typeof row.version !== 'number') return { base }
  const isAsShown = Object.entries(base).every(([name, value]) => isSame(row[name], value))
  return { base, version: isAsShown ? row.version : 0 }
}

const pick = (row: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(names.filter(name => name in row).map(name => [name, row[name]]))

export const queue = new Queue()

export const useQueue = () => useSyncExternalStore(queue.subscribe, () => queue.items)
