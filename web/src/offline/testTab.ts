import 'fake-indexeddb/auto'
import { vi } from 'vitest'
import type { SignedIn } from '@/api/types'

export const ana = person('ana', 'home')
export const bob = person('bob', 'home')
export const anaAtWork = person('ana', 'work')

function person(user: string, tenant: string) {
  return { user: { id: user, email: `${user}@example.org` }, tenant: { id: tenant, name: tenant } } as unknown as Pick<
    SignedIn,
    'user' | 'tenant'
  >
}

/** A page of the app as it starts: its own memory, on this browser's store. */
export async function openTab(who = ana) {
  vi.resetModules()
  const { session } = await import('@/api/session')
  const { store } = await import('./store')
  const { queue } = await import('./queue')
  const { client } = await import('@/data/client')
  const { overlay } = await import('@/data/overlay')
  const { change } = await import('@/data/change')
  const { sendWaiting } = await import('./sending')
  const { laidOver } = await import('@/data/showing')
  const { patch, post, remove } = await import('@/api/call')
  /** Signs in, or goes to another tenant. */
  const become = async (who: typeof ana) => {
    session.open({ ...who, access_token: `token of ${who.user.id}`, expires_in: 600 } as SignedIn)
    client.clear()
    overlay.clear()
    queue.forget()
    await store.use(who)
    await queue.load()
  }
  await become(who)

  const tasks = '/api/v1/tasks'
  const path = (task_id: string) => ({ path: { task_id } })
  return {
    session,
    store,
    queue,
    client,
    overlay,
    become,
    send: sendWaiting,
    states: () => queue.items.map(({ state }) => state),
    /** As a page does that has asked for the list. */
    see: (...rows: object[]) =>
      client.setQueryData([tasks], { items: rows.map(row => ({ ...row })), next_cursor: null }),
    shown: (): Record<string, unknown>[] =>
      (
        laidOver(overlay.over(tasks), tasks, client.getQueryData([tasks])) as
          | { items: Record<string, unknown>[] }
          | undefined
      )?.items ?? [],
    add: (id: string, title: string) =>
      change(
        {
          call: () => post(tasks, { body: { id, title } as never }),
          shows: shown => shown.add(tasks, { id, title, version: 0 } as { id: string }, () => true, 'last'),
          asks: [],
          offline: () => ({ of: `task:${id}` }),
        },
        undefined,
      ),
    edit: (id: string, fields: Record<string, unknown>) =>
      change(
        {
          call: () => patch('/api/v1/tasks/{task_id}', { ...path(id), body: fields as never }),
          shows: shown => shown.row(tasks, id, row => ({ ...row, ...fields })),
          asks: [],
          offline: () => ({ of: `task:${id}` }),
        },
        undefined,
      ),
    complete: (id: string) =>
      change(
        {
          call: () => post('/api/v1/tasks/{task_id}/completion', path(id)),
          shows: shown => shown.row(tasks, id, row => ({ ...row, status: 'done' })),
          asks: [],
          offline: () => ({ of: `task:${id}` }),
        },
        undefined,
      ),
    delete: (id: string) =>
      change(
        {
          call: () => remove('/api/v1/tasks/{task_id}', path(id)),
          shows: shown => shown.row(tasks, id, () => null),
          asks: [],
          offline: () => ({ of: `task:${id}` }),
        },
        undefined,
      ),
  }
}
