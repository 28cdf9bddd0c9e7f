// @vitest-environment jsdom
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, it, vi } from 'vitest'
import { ana, bob, openTab } from './testTab'

const hour = 60 * 60_000

beforeEach(() => {
  vi.unstubAllGlobals()
  localStorage.clear()
  vi.stubGlobal('indexedDB', new IDBFactory())
})

/** A page that remembers what it is answered, and shows what was remembered before. */
async function opened(who = ana) {
  const tab = await openTab(who)
  const answers = await import('./answers')
  const { live } = await import('@/data/live')
  await answers.restoreAnswers()
  answers.startRemembering()
  return {
    ...tab,
    ...answers,
    live,
    answer: (path: string, data: unknown, at = Date.now()) => tab.client.setQueryData([path], data, { updatedAt: at }),
    seen: (path: string) => tab.client.getQueryData([path]),
    kept: async () => (await tab.store.current!.getAllKeys('answers')).length,
  }
}

it('shows what was seen, as old as it is, until it has been asked again', async () => {
  const before = await opened()
  const at = Date.now() - hour
  before.answer('/api/v1/tasks', { items: [{ id: 'a' }] }, at)
  await before.writeAnswers()
  const after = await opened()
  expect(after.seen('/api/v1/tasks')).toEqual({ items: [{ id: 'a' }] })
  const state = after.client.getQueryState(['/api/v1/tasks'])
  expect(state).toMatchObject({ dataUpdatedAt: at, isInvalidated: true })
})

it('shows nothing of it to another person', async () => {
  const anas = await opened(ana)
  anas.answer('/api/v1/tasks', 'secret')
  await anas.writeAnswers()
  const bobs = await opened(bob)
  expect(bobs.client.getQueryCache().getAll()).toEqual([])
  expect((await opened(ana)).seen('/api/v1/tasks')).toBe('secret')
})

it('writes nothing of one person into the store of another', async () => {
  const tab = await opened(ana)
  tab.answer('/api/v1/tasks', 'secret')
  tab.client.clear()
  await tab.store.use(bob)
  await tab.writeAnswers()
  expect(await tab.kept()).toBe(0)
})

it('is erased at sign-out', async () => {
  const tab = await opened()
  tab.answer('/api/v1/tasks', 'secret')
  await tab.writeAnswers()
  await tab.store.erase()
  expect((await opened()).seen('/api/v1/tasks')).toBeUndefined()
})

it('forgets what is older than three months', async () => {
  const tab = await opened()
  tab.answer('/api/old', 1, Date.now() - tab.bounds.age + hour)
  await tab.writeAnswers()
  const now = Date.now()
  vi.spyOn(Date, 'now').mockReturnValue(now + 2 * hour)
  const later = await opened()
  expect(later.seen('/api/old')).toBeUndefined()
  expect(await later.kept()).toBe(0)
})

it('lets the oldest leave, by number and by size', async () => {
  const tab = await opened()
  tab.bounds.rows = 3
  for (let n = 0; n < 5; n++) tab.answer(`/api/${n}`, 'x', Date.now() - n * hour)
  await tab.writeAnswers()
  expect(await tab.store.current!.getAllKeys('answers')).toEqual(['["/api/0"]', '["/api/1"]', '["/api/2"]'])
  tab.bounds.size = 996
  tab.answer('/api/large', 'x'.repeat(990), Date.now() + hour)
  await tab.writeAnswers()
  expect(await tab.store.current!.getAllKeys('answers')).toEqual(['["/api/0"]', '["/api/large"]'])
})

it('does not keep what is too large, or asked to be forgotten', async () => {
  const tab = await opened()
  tab.bounds.one = 100
  tab.answer('/api/large', 'x'.repeat(200))
  await tab.client.fetchQuery({ queryKey: ['/api/typed'], queryFn: () => 'x', meta: { forget: true } })
  await tab.writeAnswers()
  expect(await tab.kept()).toBe(0)
})

it('does not keep what was asked while one typed', async () => {
  const tab = await opened()
  await tab.client.fetchQuery({ queryKey: ['quick_add', 'Pay the re'], queryFn: () => 'x' })
  await tab.writeAnswers()
  expect(await tab.kept()).toBe(0)
})

it('does not keep what a change would do', async () => {
  const tab = await opened()
  const { QueryClientProvider } = await import('@tanstack/react-query')
  const { usePreview } = await import('@/data/ask')
  const { renderHook, waitFor } = await import('@testing-library/react')
  const { createElement } = await import('react')
  vi.stubGlobal('fetch', async () => Response.json({ preview: true, result: 'x', changes: [] }))
  const { result } = renderHook(
    () => usePreview({ method: 'PATCH', path: '/api/v1/agents/x', body: { file: 'x'.repeat(100) } }),
    { wrapper: ({ children }) => createElement(QueryClientProvider, { client: tab.client }, children) },
  )
  await waitFor(() => expect(result.current.isSuccess).toBe(true))
  await tab.writeAnswers()
  expect(await tab.kept()).toBe(0)
})

it('goes on with the feed where it was', async () => {
  const tab = await opened()
  tab.live.position = 'e-7-1'
  tab.answer('/api/v1/tasks', 1)
  await tab.writeAnswers()
  expect((await opened()).live.position).toBe('e-7-1')
})
