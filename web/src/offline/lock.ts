import { newId } from '@/api/call'
import { type Store, store } from './store'

const me = newId()
/** Longer than the longest that one call may take. */
const lease = 45_000
const pause = 100

let last: Promise<unknown> = Promise.resolve()

/** One at a time in all tabs of this store: by the browser's locks, else by a lease that is written down. */
export function exclusively<T>(work: (keep: () => Promise<void>) => Promise<T>): Promise<T> {
  const mine = last.then(() => locked(work))
  last = mine.catch(() => {})
  return mine
}

async function locked<T>(work: (keep: () => Promise<void>) => Promise<T>): Promise<T> {
  const database = store.current
  if (!database) return work(async () => {})
  if (navigator.locks)
    return navigator.locks.request(`${database.name}-queue`, () => work(async () => {})) as Promise<T>
  return leased(database, me, work)
}

async function leased<T>(database: Store, holder: string, work: (keep: () => Promise<void>) => Promise<T>): Promise<T> {
  while (!(await take(database, holder))) await new Promise(go => setTimeout(go, pause))
  try {
    return await work(async () => {
      await take(database, holder)
    })
  } finally {
    await give(database, holder).catch(() => {})
  }
}

type Lease = { holder: string; until: number }

async function take(database: Store, holder: string): Promise<boolean> {
  const write = database.transaction('facts', 'readwrite')
  const held = (await write.store.get('lease')) as Lease | undefined
  const isFree = !held || held.holder === holder || held.until < Date.now()
  if (isFree) await write.store.put({ holder, until: Date.now() + lease }, 'lease')
  await write.done
  return isFree
}

async function give(database: Store, holder: string) {
  const write = database.transaction('facts', 'readwrite')
  const held = (await write.store.get('lease')) as Lease | undefined
  if (held?.holder === holder) await write.store.delete('lease')
  await write.done
}
