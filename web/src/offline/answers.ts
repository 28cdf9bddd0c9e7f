import type { Query } from '@tanstack/react-query'
import { session } from '@/api/session'
import { client } from '@/data/client'
import { live } from '@/data/live'
import { type Remembered, type Store, store } from './store'

export const bounds = {
  /** Three months. */
  age: 92 * 24 * 60 * 60_000,
  rows: 500,
  /** Of JSON, in UTF-16 units. */
  size: 24_000_000,
  one: 8_000_000,
}

const pause = 1_000

/** What is kept, by its key: to know what has to leave without reading it. */
const held = new Map<string, { at: number; size: number }>()
const dirty = new Map<string, Query>()
let timer: number | undefined
let isRestoring = false

/** Shows what was seen last, each until it has been asked again. */
export async function restoreAnswers() {
  const database = store.current
  held.clear()
  dirty.clear()
  if (!database) return
  const oldest = Date.now() - bounds.age
  const all = await database.getAll('answers')
  const answers = all.filter(answer => answer.at >= oldest)
  const cursor = (await database.get('facts', 'cursor')) as string | undefined
  if (database !== store.current || !store.isOf(session.person)) return
  for (const { key, at, data } of all) held.set(key, { at, size: data.length })
  isRestoring = true
  for (const answer of answers) show(answer)
  isRestoring = false
  live.goOnFrom(cursor ?? null, answers.length > 0)
  await trim(database)
}

function show({ asked, data, at }: Remembered) {
  const known = client.getQueryCache().find({ queryKey: asked, exact: true })
  if (known && known.state.dataUpdatedAt >= at) return
  client.setQueryData(asked, JSON.parse(data), { updatedAt: at })
  client.getQueryCache().find({ queryKey: asked, exact: true })?.invalidate()
}

/** Hears of each answer, and writes what is new a second later, all in one. */
export function startRemembering() {
  client.getQueryCache().subscribe(event => {
    if (isRestoring || event.type !== 'updated' || event.action.type !== 'success') return
    const { query } = event
    if (query.meta?.forget || !isAnswer(query)) return
    dirty.set(query.queryHash, query)
    soon()
  })
  live.onPosition(soon)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void writeAnswers()
  })
}

/** Of what a page asked for by its path; what was asked while one typed is no answer to come back to. */
const isAnswer = ({ queryKey: [path] }: Query) => typeof path === 'string' && path.startsWith('/api/')

function soon() {
  if (timer === undefined) timer = window.setTimeout(() => void writeAnswers(), pause)
}

export async function writeAnswers() {
  window.clearTimeout(timer)
  timer = undefined
  const database = store.current
  const queries = [...dirty.values()]
  dirty.clear()
  if (!database) return
  // The position never gets ahead of the answers: those come first.
  const cursor = live.position
  const answers = queries
    .filter(query => client.getQueryCache().get(query.queryHash) === query && query.state.data !== undefined)
    .map(asRemembered)
    .filter(({ data }) => data.length <= bounds.one)
  try {
    const write = database.transaction(['answers', 'facts'], 'readwrite')
    for (const answer of answers) {
      void write.objectStore('answers').put(answer)
      held.set(answer.key, { at: answer.at, size: answer.data.length })
    }
    if (cursor) void write.objectStore('facts').put(cursor, 'cursor')
    await write.done
    await trim(database)
  } catch {
    // The device is full, or the store was closed meanwhile: what is shown comes from memory.
  }
}

const asRemembered = (query: Query): Remembered => ({
  key: query.queryHash,
  asked: query.queryKey,
  data: JSON.stringify(query.state.data),
  at: query.state.dataUpdatedAt,
})

/** The oldest leave. */
async function trim(database: Store) {
  const oldest = Date.now() - bounds.age
  let size = 0
  const leaving = [...held]
    .sort(([, one], [, other]) => other.at - one.at)
    .filter(([, answer], n) => {
      size += answer.size
      return n >= bounds.rows || size > bounds.size || answer.at < oldest
    })
  if (leaving.length === 0) return
  const write = database.transaction('answers', 'readwrite')
  for (const [key] of leaving) {
    held.delete(key)
    void write.store.delete(key)
  }
  await write.done
}
