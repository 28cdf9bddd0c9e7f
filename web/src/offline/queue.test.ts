// @vitest-environment jsdom
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeServer } from './fakeServer'
import { ana, anaAtWork, bob, openTab } from './testTab'

let server: FakeServer

beforeEach(() => {
  vi.unstubAllGlobals()
  localStorage.clear()
  vi.stubGlobal('indexedDB', new IDBFactory())
  server = new FakeServer().start()
})

const offline = () => {
  server.isOffline = true
}
const online = () => {
  server.isOffline = false
}

function signal() {
  let go = () => {}
  const gone = new Promise<void>(resolve => {
    go = resolve
  })
  return { gone, go }
}

describe('the queue', () => {
  it('sends what was done without a network in order, once', async () => {
    const tab = await openTab()
    tab.see()
    offline()
    await tab.add('a', 'Paint')
    await tab.edit('a', { title: 'Paint the hall' })
    await tab.complete('a')
    expect(tab.shown()).toEqual([expect.objectContaining({ title: 'Paint the hall', status: 'done' })])
    online()
    await tab.send()
    expect(server.done).toEqual(['add Paint', 'patch Paint the hall', 'completion Paint the hall'])
    expect(tab.queue.items).toEqual([])
    expect(tab.shown()).toEqual([expect.objectContaining({ title: 'Paint the hall', status: 'done', version: 3 })])
  })

  it('does once what the server did without being heard', async () => {
    const tab = await openTab()
    tab.see()
    server.fail('lost')
    await tab.add('a', 'Paint')
    expect(tab.queue.items).toHaveLength(1)
    server.fail('lost', 'lost')
    await tab.send()
    await tab.send()
    await tab.send()
    expect(server.done).toEqual(['add Paint'])
    expect(tab.queue.items).toEqual([])
  })

  it('does not take its own lost edit for another one', async () => {
    server.put({ id: 'a', title: 'Paint', notes: null })
    const tab = await openTab()
    tab.see(server.rows.get('a')!)
    server.fail('lost')
    await tab.edit('a', { title: 'Paint the hall' })
    await tab.send()
    expect(server.done).toEqual(['patch Paint the hall'])
    expect(tab.queue.items).toEqual([])
  })

  it('is there after a crash, shown and sent', async () => {
    server.put({ id: 'a', title: 'Paint' })
    const before = await openTab()
    before.see(server.rows.get('a')!)
    offline()
    await before.complete('a')
    const after = await openTab()
    after.see(server.rows.get('a')!)
    expect(after.shown()).toEqual([expect.objectContaining({ status: 'done' })])
    online()
    await after.send()
    expect(server.done).toEqual(['completion Paint'])
  })

  it('is once, though the page crashed between the sending and the answer', async () => {
    const before = await openTab()
    before.see()
    offline()
    await before.add('a', 'Paint')
    online()
    // The answer never comes: the page is gone.
    const answered = globalThis.fetch
    vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
      await answered(path, init)
      return new Promise(() => {})
    })
    void before.send()
    await vi.waitFor(() => expect(server.done).toEqual(['add Paint']))
    vi.stubGlobal('fetch', answered)
    before.store.close()
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_000)
    const after = await openTab()
    await after.send()
    expect(server.done).toEqual(['add Paint'])
    expect(after.queue.items).toEqual([])
  })

  it('is sent once by two tabs', async () => {
    const one = await openTab()
    one.see()
    offline()
    await one.add('a', 'Paint')
    await one.add('b', 'Sweep')
    const other = await openTab()
    expect(other.queue.items).toHaveLength(2)
    online()
    await Promise.all([one.send(), other.send()])
    expect(server.done).toEqual(['add Paint', 'add Sweep'])
    expect(server.asked).toBe(2)
    expect([one.queue.items, other.queue.items]).toEqual([[], []])
  })

  it('knows what another tab has sent, so that it can be undone here', async () => {
    const one = await openTab()
    one.see()
    offline()
    await one.add('a', 'Paint')
    const { key } = one.queue.items[0]!
    const other = await openTab()
    online()
    await other.send()
    await vi.waitFor(() => expect(one.queue.items).toEqual([]))
    expect(await one.queue.discard(key)).toBe('change')
  })

  it('keeps what is done after what waits behind it', async () => {
    const tab = await openTab()
    tab.see()
    offline()
    await tab.add('a', 'Paint')
    online()
    tab.queue.wake = () => void tab.send()
    await tab.complete('a')
    await vi.waitFor(() => expect(tab.queue.items).toEqual([]))
    expect(server.done).toEqual(['add Paint', 'completion Paint'])
  })

  it.each([429, 502, 503])('waits at %i', async status => {
    const tab = await openTab()
    tab.see()
    server.fail(status)
    await tab.add('a', 'Paint')
    expect(tab.states()).toEqual(['waiting'])
    server.fail(status)
    await tab.send()
    expect(tab.states()).toEqual(['waiting'])
    await tab.send()
    expect(server.done).toEqual(['add Paint'])
  })

  it('tells what could not be done, and what belonged to it, and goes on with the rest', async () => {
    server.put({ id: 'b', title: 'Sweep' })
    const tab = await openTab()
    tab.see(server.rows.get('b')!)
    offline()
    await tab.add('a', '')
    await tab.edit('a', { notes: 'In green' })
    await tab.complete('b')
    online()
    await tab.send()
    expect(server.done).toEqual(['completion Sweep'])
    expect(tab.queue.items.map(({ state, problem }) => [state, problem?.code])).toEqual([
      ['refused', 'invalid_input'],
      ['refused', 'add_refused'],
    ])
    expect(tab.shown()).toEqual([expect.objectContaining({ id: 'b' })])
    const later = await openTab()
    expect(later.states()).toEqual(['refused', 'refused'])
  })

  it('takes a fault of the server for a refusal in the end, so that the others are sent', async () => {
    const tab = await openTab()
    tab.see()
    offline()
    await tab.add('a', 'Paint')
    await tab.add('b', 'Sweep')
    online()
    server.fail(500, 500, 500, 500, 500)
    for (let n = 0; n < 5; n++) await tab.send()
    expect(tab.queue.items.map(({ problem }) => problem?.code)).toEqual(['server_fault'])
    expect(server.done).toEqual(['add Sweep'])
  })

  it('discards an added row with what was done to it', async () => {
    const tab = await openTab()
    tab.see()
    offline()
    await tab.add('a', 'Paint')
    await tab.complete('a')
    await tab.add('b', 'Sweep')
    await tab.queue.discard(tab.queue.items[0]!.key)
    expect(tab.shown()).toEqual([expect.objectContaining({ id: 'b' })])
    online()
    await tab.send()
    expect(server.done).toEqual(['add Sweep'])
  })

  it('is erased at sign-out', async () => {
    const tab = await openTab()
    tab.see()
    offline()
    await tab.add('a', 'Paint')
    await tab.store.erase()
    const again = await openTab()
    expect(again.queue.items).toEqual([])
  })

  it('is not seen, sent or erased by another person, and survives the end of the session', async () => {
    const anas = await openTab(ana)
    anas.see()
    offline()
    await anas.add('a', 'Paint')
    anas.session.close('ended')
    online()
    await anas.send()
    expect(server.asked).toBe(0)
    const bobs = await openTab(bob)
    expect(bobs.queue.items).toEqual([])
    await bobs.send()
    await bobs.store.erase()
    expect(server.done).toEqual([])
    const again = await openTab(ana)
    await again.send()
    expect(server.done).toEqual(['add Paint'])
    expect(server.tokens.at(-1)).toBe('Bearer token of ana')
  })

  it('is not sent as somebody who signed in by another tab', async () => {
    const tab = await openTab(ana)
    tab.see()
    offline()
    await tab.add('a', 'Paint')
    online()
    tab.session.open({ ...bob, access_token: 'token of bob', expires_in: 600 } as never)
    await tab.send()
    expect(server.done).toEqual([])
  })

  it('keeps nothing of one tenant in the store of another', async () => {
    const tab = await openTab(ana)
    tab.see()
    const { gone, go } = signal()
    const fetched = vi.fn(async () => {
      await gone
      throw new TypeError('Failed to fetch')
    })
    vi.stubGlobal('fetch', fetched)
    const sent = tab.add('a', 'Paint').catch(problem => problem.code)
    await vi.waitFor(() => expect(fetched).toHaveBeenCalled())
    const unsent = tab.add('b', 'Sweep').catch(problem => problem.code)
    await tab.become(anaAtWork)
    go()
    expect(await Promise.all([sent, unsent])).toEqual(['offline', 'session_changed'])
    expect(await tab.store.current!.count('queue')).toBe(0)
    expect(tab.queue.items).toEqual([])
  })

  it('does not take what was done in one tenant for what waits in another', async () => {
    const tab = await openTab(ana)
    tab.see()
    offline()
    await tab.add('a', 'Paint')
    await tab.add('b', 'Sweep')
    await tab.become(anaAtWork)
    await tab.add('c', 'Write')
    await tab.become(ana)
    online()
    const answered = globalThis.fetch
    const { gone, go } = signal()
    vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
      const answer = await answered(path, init)
      await gone
      return answer
    })
    const sent = tab.send()
    await vi.waitFor(() => expect(server.done).toEqual(['add Paint']))
    offline()
    await tab.become(anaAtWork)
    go()
    await sent
    expect((await tab.store.current!.getAll('queue')).map(({ of }) => of)).toEqual(['task:c'])
    online()
    await tab.send()
    expect(server.done).toEqual(['add Paint', 'add Write'])
    await tab.become(ana)
    await tab.send()
    expect(server.done).toEqual(['add Paint', 'add Write', 'add Sweep'])
  })
})
