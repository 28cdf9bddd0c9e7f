// @vitest-environment jsdom
import { expect, it, vi } from 'vitest'
import { outbox } from './outbox'

it('gives up, and says so, where the answer ends before it has begun', async () => {
  const paths: string[] = []
  vi.stubGlobal('fetch', async (path: string) => {
    paths.push(path)
    if (paths.length > 20) await new Promise(() => {})
    return path.endsWith('/messages') ? new Response('') : Response.json({})
  })
  outbox.begin('Hello')
  await vi.waitFor(() => expect(outbox.current()[0]?.problem?.code).toBe('offline'), 4000)
  expect(paths.filter(path => path.endsWith('/messages'))).toHaveLength(3)
})
