import { Problem } from './problem'
import type { SignedIn } from './types'

/**
 * Who is signed in, in this page's memory only: the refresh token is in a cookie that no script reads. Several tabs share that
 * cookie, so only one at a time changes it.
 */
type Session = Person & { token: string; endsAt: number }

/** Who it is, without what gives access. */
export type Person = { user: SignedIn['user']; tenant: SignedIn['tenant'] }

export const isSamePerson = (one: Person | null, other: Person | null) =>
  one?.user.id === other?.user.id && one?.tenant.id === other?.tenant.id

type Listener = (session: Session | null, why: 'signed_in' | 'refreshed' | 'ended' | 'signed_out') => void

let current: Session | null = null
let remembered: Person | null = null
let last: Person | null = null
const listeners = new Set<Listener>()
/** Says whose session this browser has, and nothing of it: who has never signed in is not asked about. */
const known = 'steward-signed-in'
/** Tokens are refreshed this long before they end. */
const ahead = 30_000
/** Other tabs wait as long as one asks. */
const patience = 15_000

export const session = {
  get current() {
    return current
  },

  /** Whose session ended by itself: pages may stay until she has signed in again. */
  get last(): Person | null {
    return last
  },

  /** Who is signed in, or was last, as long as the server has not been asked. */
  get person(): Person | null {
    return current ?? remembered
  },

  listen(listener: Listener): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },

  open(answer: SignedIn, why: 'signed_in' | 'refreshed' = 'signed_in') {
    current = {
      token: answer.access_token,
      endsAt: Date.now() + answer.expires_in * 1000,
      user: answer.user,
      tenant: answer.tenant,
    }
    last = null
    remembered = null
    localStorage.setItem(known, JSON.stringify({ user: answer.user, tenant: answer.tenant }))
    for (const listener of listeners) listener(current, why)
  },

  close(why: 'ended' | 'signed_out') {
    last = why === 'ended' ? (current ?? last) : null
    current = null
    remembered = null
    localStorage.removeItem(known)
    for (const listener of listeners) listener(null, why)
  },

  /** A token that holds; null: nobody is signed in. Throws where the server cannot be reached. */
  async token(): Promise<string | null> {
    if (!current) return remembered ? refresh() : null
    return current.endsAt - Date.now() > ahead ? current.token : refresh()
  },

  /** At the start of a page: who is signed in here, by the cookie. */
  async resume() {
    const stored = localStorage.getItem(known)
    if (!stored) return
    remembered = asPerson(stored)
    await refresh()
  },

  /** When a token is refused though it should hold. */
  refresh,
}

function asPerson(stored: string): Person | null {
  try {
    const given = JSON.parse(stored) as Partial<Person> | null
    return given?.user?.id && given.tenant?.id ? { user: given.user, tenant: given.tenant } : null
  } catch {
    return null
  }
}

/** Tabs share the cookie: when another one signs out or becomes somebody else, this one does. Each stays in its own tenant. */
window.addEventListener('storage', event => {
  if (event.key !== known || !session.person) return
  if (event.newValue === null) session.close('ended')
  else if (asPerson(event.newValue)?.user.id !== session.person.user.id) void refresh().catch(() => {})
})

let refreshing: Promise<string | null> | null = null

function refresh(): Promise<string | null> {
  refreshing ??= exclusively(askForToken).finally(() => {
    refreshing = null
  })
  return refreshing
}

async function askForToken(): Promise<string | null> {
  // Another tab may have moved the session to another tenant; this page shows the rows of its own.
  const tenant_id = (current ?? remembered)?.tenant.id
  let answer = await refreshed({ tenant_id })
  if (answer.status === 404 && tenant_id) answer = await refreshed({})
  if (answer.ok) {
    session.open((await answer.json()) as SignedIn, 'refreshed')
    return current!.token
  }
  const problem = await Problem.of(answer)
  if (problem.isPassing || answer.status >= 500) throw problem
  session.close('ended')
  return null
}

const refreshed = (body: { tenant_id?: string | undefined }) =>
  fetch('/api/v1/auth/refresh', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(patience),
  }).catch(() => {
    throw Problem.offline()
  })

const exclusively = <T>(work: () => Promise<T>): Promise<T> =>
  navigator.locks ? (navigator.locks.request('steward-refresh', work) as Promise<T>) : work()
