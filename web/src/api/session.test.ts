// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest'
import type { SignedIn } from './types'

const asked = vi.fn<(body: { tenant_id?: string }, signal?: AbortSignal) => Response | Promise<Response>>()

beforeEach(() => {
  asked.mockReset()
  localStorage.clear()
  vi.stubGlobal('fetch', async (_: string, { body, signal }: RequestInit) =>
    asked(JSON.parse(String(body)), signal ?? undefined),
  )
})

const signedIn = (user: string, tenant: string) =>
  ({ user: { id: user }, tenant: { id: tenant }, access_token: `${user} ${tenant}`, expires_in: 600 }) as SignedIn

/** A tab in which somebody is signed in, and what it hears of the others. */
async function openTab(user: string, tenant: string) {
  vi.resetModules()
  const { session } = await import('./session')
  session.open(signedIn(user, tenant))
  return {
    session,
    hears: async (newValue: string | null) => {
      window.dispatchEvent(new StorageEvent('storage', { key: 'steward-signed-in', newValue }))
      await new Promise(go => setTimeout(go))
    },
  }
}

const told = (user: string, tenant: string) => JSON.stringify({ user: { id: user }, tenant: { id: tenant } })

it('stays in its tenant, without asking, when another tab goes to another one', async () => {
  const { session, hears } = await openTab('ana', 'home')
  await hears(told('ana', 'work'))
  expect(asked).not.toHaveBeenCalled()
  expect(session.current?.tenant.id).toBe('home')
})

it('becomes who signed in by another tab', async () => {
  asked.mockImplementation(({ tenant_id }) =>
    tenant_id === 'home'
      ? Response.json({ code: 'not_found' }, { status: 404 })
      : Response.json(signedIn('bob', 'den')),
  )
  const { session, hears } = await openTab('ana', 'home')
  await hears(told('bob', 'den'))
  await vi.waitFor(() => expect(session.current?.user.id).toBe('bob'))
})

it('ends when another tab signs out', async () => {
  const { session, hears } = await openTab('ana', 'home')
  await hears(null)
  expect(session.current).toBeNull()
  expect(session.last?.user.id).toBe('ana')
})

it('does not wait for ever, as the other tabs wait for it', async () => {
  const timeout = new AbortController()
  vi.spyOn(AbortSignal, 'timeout').mockReturnValue(timeout.signal)
  asked.mockImplementation(
    (_, signal) => new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
  )
  const { session } = await openTab('ana', 'home')
  const refreshed = session.refresh().catch(problem => problem.code)
  timeout.abort()
  expect(await refreshed).toBe('offline')
})
