// @vitest-environment jsdom
import { IDBFactory } from 'fake-indexeddb'
import { expect, it, vi } from 'vitest'
import 'fake-indexeddb/auto'

vi.mock('./modules', () => ({ modules: [] }))

it.each([500, 503])('shows what is known while the server fails with %i', async status => {
  vi.resetModules()
  vi.stubGlobal('indexedDB', new IDBFactory())
  vi.stubGlobal('fetch', async () => Response.json({ status, code: 'fault' }, { status }))
  localStorage.setItem('steward-signed-in', JSON.stringify({ user: { id: 'ana' }, tenant: { id: 'home' } }))
  const { startSession } = await import('./start')
  const { session } = await import('@/api/session')
  await startSession()
  expect(session.person?.user.id).toBe('ana')
})
