// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest'
import { session } from '@/api/session'
import type { SignedIn } from '@/api/types'
import { client } from './client'
import { live } from './live'

type Feed = { cursor: string | null; say: (event: string, id?: string, data?: object) => void; end: () => void }

let feeds: Feed[]
let refusal: number | null

beforeEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
  live.stop()
  client.clear()
  feeds = []
  refusal = null
  vi.stubGlobal('fetch', async (path: string) => {
    if (path.endsWith('/tickets')) return json(200, { ticket: 'once' })
    if (refusal) {
      const status = refusal
      refusal = null
      return json(status, { status, code: 'feed_restarted' })
    }
    const feed = new TransformStream<Uint8Array, Uint8Array>()
    const writer = feed.writable.getWriter()
    feeds.push({
      cursor: new URL(path, 'http://here').searchParams.get('cursor'),
      say: (event, id, data = {}) =>
        void writer.write(
          new TextEncoder().encode(`event: ${event}\n${id ? `id: ${id}\n` : ''}data: ${JSON.stringify(data)}\n\n`),
        ),
      end: () => void writer.close(),
    })
    return new Response(feed.readable)
  })
  session.open({ user: { id: 'ana' }, tenant: { id: 'home' }, access_token: 'x', expires_in: 600 } as SignedIn)
})

const json = (status: number, body: object) => new Response(JSON.stringify(body), { status })
const feed = (n: number) => vi.waitFor(() => feeds[n] ?? Promise.reject(new Error('not yet')), { timeout: 5000 })
const isLive = () => vi.waitFor(() => expect(live.state).toBe('live'))
const isAsked = () => client.getQueryState(['/api/v1/tasks'])!.isInvalidated

it('goes on after a break where it was, and asks nothing that nobody has changed', async () => {
  client.setQueryData(['/api/v1/tasks'], [])
  live.start()
  ;(await feed(0)).say('opened', 'e-1')
  await isLive()
  ;(await feed(0)).say('heartbeat', 'e-2')
  await vi.waitFor(() => expect(live.position).toBe('e-2'))
  ;(await feed(0)).end()
  expect((await feed(1)).cursor).toBe('e-2')
  ;(await feed(1)).say('opened', 'e-2')
  await isLive()
  expect(isAsked()).toBe(false)
})

it('goes on in the next page from where the last one was', async () => {
  live.goOnFrom('e-7', true)
  live.start()
  expect((await feed(0)).cursor).toBe('e-7')
})

it('asks all again where it does not know what was missed', async () => {
  client.setQueryData(['/api/v1/tasks'], [])
  live.goOnFrom(null, true)
  live.start()
  ;(await feed(0)).say('opened', 'e-1')
  await isLive()
  expect(isAsked()).toBe(true)
})

it('asks all again, and begins anew, where the server has been restored', async () => {
  client.setQueryData(['/api/v1/tasks'], [])
  live.goOnFrom('old-1', true)
  refusal = 410
  live.start()
  expect((await feed(0)).cursor).toBeNull()
  expect(isAsked()).toBe(true)
})

it('says what others did', async () => {
  const heard: string[] = []
  const stop = live.onChange(({ id }) => heard.push(id))
  live.start()
  ;(await feed(0)).say('opened', 'e-1')
  ;(await feed(0)).say('change', 'e-2', { id: 'c', events: [], undoes: [] })
  await vi.waitFor(() => expect(heard).toEqual(['c']))
  stop()
})

it('does not wait for ever on a line that has gone silent', async () => {
  live.start()
  ;(await feed(0)).say('opened', 'e-1')
  await isLive()
  vi.useFakeTimers()
  ;(await feed(0)).say('heartbeat', 'e-2')
  await vi.waitFor(() => expect(live.position).toBe('e-2'))
  await vi.advanceTimersByTimeAsync(45_000)
  vi.useRealTimers()
  expect((await feed(1)).cursor).toBe('e-2')
})
