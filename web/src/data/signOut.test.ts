// @vitest-environment jsdom
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, it, vi } from 'vitest'
import { FakeServer } from '@/offline/fakeServer'
import { ana, anaAtWork, bob, openTab } from '@/offline/testTab'

let server: FakeServer

beforeEach(() => {
  vi.unstubAllGlobals()
  localStorage.clear()
  vi.stubGlobal('indexedDB', new IDBFactory())
  server = new FakeServer().start()
})

/** A tab in which something waits in two tenants. */
async function opened() {
  const tab = await openTab(ana)
  const { signOut, signingOut } = await import('./signOut')
  tab.session.listen((_, why) => {
    if (why === 'signed_out') void tab.store.erase()
  })
  server.isOffline = true
  await tab.add('a', 'Paint')
  await tab.become(anaAtWork)
  await tab.add('b', 'Write')
  server.isOffline = false
  return { ...tab, signOut, signingOut }
}

const kept = async () => (await indexedDB.databases()).map(({ name }) => name)

it('asks about what waits in all tenants, and erases it in all', async () => {
  await openTab(bob)
  const tab = await opened()
  const signedOut = tab.signOut()
  await vi.waitFor(() => expect(tab.signingOut.count).toBe(2))
  tab.signingOut.give(true)
  expect(await signedOut).toBe(true)
  await vi.waitFor(async () => expect(await kept()).toEqual(['steward-bob-home']))
})

it('keeps all where one does not want to lose it', async () => {
  const tab = await opened()
  const signedOut = tab.signOut()
  await vi.waitFor(() => expect(tab.signingOut.count).toBe(2))
  tab.signingOut.give(false)
  expect(await signedOut).toBe(false)
  expect(await kept()).toHaveLength(2)
  expect(tab.session.person?.user.id).toBe('ana')
})

it('asks also after the session has ended, and leaves the session alone that another has by now', async () => {
  const tab = await opened()
  tab.session.close('ended')
  const before = server.asked
  const signedOut = tab.signOut()
  await vi.waitFor(() => expect(tab.signingOut.count).toBe(2))
  tab.signingOut.give(true)
  expect(await signedOut).toBe(true)
  expect(server.asked).toBe(before)
  expect(tab.session.last).toBeNull()
})
