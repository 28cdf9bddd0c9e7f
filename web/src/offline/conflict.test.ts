// @vitest-environment jsdom
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { decided } from './decide'
import { FakeServer } from './fakeServer'
import { openTab } from './testTab'
import { conflicting, isSame, type Waiting } from './waiting'

let server: FakeServer

beforeEach(() => {
  vi.unstubAllGlobals()
  localStorage.clear()
  vi.stubGlobal('indexedDB', new IDBFactory())
  server = new FakeServer().start()
  server.put({ id: 'a', title: 'Paint', notes: 'In green', priority: 4, due: null })
})

/** A page that shows the task, edits it without a network, and comes back when others have changed it. */
async function edited(fields: Record<string, unknown>, meanwhile: Record<string, unknown>) {
  const tab = await openTab()
  tab.see(server.rows.get('a')!)
  server.isOffline = true
  await tab.edit('a', fields)
  server.put({ id: 'a', ...meanwhile })
  server.isOffline = false
  await tab.send()
  return tab
}

describe('edits of one row', () => {
  it('merge by field', async () => {
    const tab = await edited({ title: 'Paint the hall' }, { notes: 'In blue' })
    expect(server.rows.get('a')).toMatchObject({ title: 'Paint the hall', notes: 'In blue' })
    expect(tab.queue.items).toEqual([])
  })

  it('are no conflict where both did the same', async () => {
    const tab = await edited({ title: 'Paint the hall' }, { title: 'Paint the hall' })
    expect(tab.queue.items).toEqual([])
  })

  it('are kept with both sides where both changed a field', async () => {
    const tab = await edited({ title: 'Paint the hall', priority: 1 }, { title: 'Paint the door' })
    expect(server.rows.get('a')).toMatchObject({ title: 'Paint the door', priority: 4 })
    const [item] = tab.queue.items
    expect(item).toMatchObject({ state: 'conflict', theirs: { fields: ['title'], row: { title: 'Paint the door' } } })
    expect(tab.shown()).toEqual([expect.objectContaining({ title: 'Paint' })])
    const reloaded = await openTab()
    expect(reloaded.queue.items[0]).toMatchObject({ state: 'conflict' })
  })

  it('made one after another are no conflict with each other', async () => {
    const tab = await openTab()
    tab.see(server.rows.get('a')!)
    server.isOffline = true
    await tab.edit('a', { title: 'Paint the hall' })
    await tab.edit('a', { title: 'Paint the hall twice', notes: 'In red' })
    server.put({ id: 'a', priority: 1 })
    server.isOffline = false
    await tab.send()
    expect(tab.queue.items).toEqual([])
    expect(server.rows.get('a')).toMatchObject({ title: 'Paint the hall twice', notes: 'In red', priority: 1 })
  })

  it('wait for the one before that a person has to decide, and let others pass', async () => {
    server.put({ id: 'b', title: 'Sweep' })
    const tab = await openTab()
    tab.see(server.rows.get('a')!, server.rows.get('b')!)
    server.isOffline = true
    await tab.edit('a', { title: 'Paint the hall' })
    await tab.complete('a')
    await tab.complete('b')
    server.put({ id: 'a', title: 'Paint the door' })
    server.isOffline = false
    await tab.send()
    expect(tab.states()).toEqual(['conflict', 'waiting'])
    expect(server.done).toEqual(['completion Sweep'])
    const { decide } = await import('./decide')
    await decide(tab.queue.items[0]!, { title: { keep: 'mine' } })
    await tab.send()
    expect(tab.queue.items).toEqual([])
    expect(server.done).toEqual(['completion Sweep', 'patch Paint the hall', 'completion Paint the hall'])
  })

  it('of a row that went to the trash are kept, and done when it is back', async () => {
    const tab = await edited({ title: 'Paint the hall' }, { deleted_at: '2026-11-22T00:00:00Z' })
    expect(tab.states()).toEqual(['deleted'])
    const { restoreAndApply } = await import('./decide')
    await restoreAndApply(tab.queue.items[0]!)
    await tab.send()
    expect(tab.queue.items).toEqual([])
    expect(server.rows.get('a')).toMatchObject({ title: 'Paint the hall', deleted_at: null })
  })

  it('of a row that is gone for good are told', async () => {
    const tab = await openTab()
    tab.see(server.rows.get('a')!)
    server.isOffline = true
    await tab.edit('a', { title: 'Paint the hall' })
    await tab.complete('a')
    server.rows.clear()
    server.isOffline = false
    await tab.send()
    expect(tab.states()).toEqual(['refused', 'refused'])
  })

  it('are compared with what the row is while they are sent', async () => {
    const tab = await openTab()
    tab.see(server.rows.get('a')!)
    server.isOffline = true
    await tab.edit('a', { title: 'Paint the hall' })
    server.put({ id: 'a', notes: 'In blue' })
    server.isOffline = false
    const fetched = globalThis.fetch
    let isBetween = true
    // Between the look at the row and the write, somebody writes the same field.
    vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
      const answer = await fetched(path, init)
      if (isBetween && init.method === 'GET' && path.endsWith('/tasks/a')) {
        isBetween = false
        server.put({ id: 'a', title: 'Paint the door' })
      }
      return answer
    })
    await tab.send()
    expect(tab.states()).toEqual(['conflict'])
    expect(server.rows.get('a')).toMatchObject({ title: 'Paint the door' })
  })
})

const waiting = (body: object, base: object, row: object): Waiting => ({
  n: 1,
  store: 's',
  key: 'k',
  call: { method: 'PATCH', path: '/api/v1/tasks/a', body, key: 'k' },
  of: 'task:a',
  base: base as Waiting['base'],
  version: 1,
  shows: [{ kind: 'row', path: '/api/v1/tasks', id: 'a', patch: body as Waiting['base'] }],
  asks: [],
  what: null,
  at: 0,
  state: 'conflict',
  tries: 0,
  theirs: { row: { ...row, version: 7 }, fields: Object.keys(body), by: null, agent: null, at: null },
})

describe('a decision', () => {
  const both = () =>
    waiting({ title: 'mine', notes: 'm' }, { title: 'old', notes: 'o' }, { title: 'theirs', notes: 't' })

  it('sends only what is kept of mine, on top of theirs', () => {
    expect(decided(both(), { title: { keep: 'mine' }, notes: { keep: 'theirs' } })).toMatchObject({
      call: { body: { title: 'mine' } },
      base: { title: 'theirs', notes: 't' },
      version: 7,
      state: 'waiting',
      shows: [{ patch: { title: 'mine' } }],
    })
  })

  it('leaves nothing where all of theirs is kept', () => {
    expect(decided(both(), { title: { keep: 'theirs' }, notes: { keep: 'theirs' } })).toBeNull()
  })

  it('may be made of both', () => {
    expect(decided(both(), { title: { keep: 'theirs' }, notes: { keep: 'both', value: 'm and t' } })).toMatchObject({
      call: { body: { notes: 'm and t' } },
      shows: [{ patch: { notes: 'm and t' } }],
    })
  })
})

describe('fields', () => {
  it('are the same without regard to what is absent or null, or to the order of names', () => {
    expect(isSame({ date: '2026-12-01' }, { time: null, date: '2026-12-01' })).toBe(true)
    expect(isSame(['a', 'b'], ['b', 'a'])).toBe(false)
    expect(isSame(null, undefined)).toBe(true)
    expect(isSame('', null)).toBe(false)
    expect(isSame([], {})).toBe(false)
  })

  it('conflict only where both changed them differently', () => {
    const item = waiting({ title: 'mine', apply_to: 'this' }, { title: 'old' }, {})
    expect(conflicting(item, { title: 'old' })).toEqual([])
    expect(conflicting(item, { title: 'mine' })).toEqual([])
    expect(conflicting(item, { title: 'theirs', apply_to: 'that' })).toEqual(['title'])
  })
})

it('does not compare versions of many at once', async () => {
  const tab = await openTab()
  tab.see(server.rows.get('a')!)
  const many = tab.queue.describe({
    call: { method: 'PATCH', path: '/api/v1/tasks/bulk', body: { tasks: [] }, key: 'k' },
    of: 'task:a',
    shows: [{ kind: 'row', path: '/api/v1/tasks', id: 'a', patch: { priority: 1 } }],
    asks: [],
    what: null,
  })
  expect(many).toMatchObject({ base: {} })
  expect(many?.version).toBeUndefined()
})

it('asks about the row first where an edit was begun on another one than is shown', async () => {
  const tab = await openTab()
  tab.see(server.rows.get('a')!)
  const edit = tab.queue.describe({
    call: { method: 'PATCH', path: '/api/v1/tasks/a', body: { title: 'x' }, key: 'k' },
    of: 'task:a',
    base: { title: 'older' },
    shows: [{ kind: 'row', path: '/api/v1/tasks', id: 'a', patch: { title: 'x' } }],
    asks: [],
    what: null,
  })
  expect(edit).toMatchObject({ base: { title: 'older' }, version: 0 })
})
