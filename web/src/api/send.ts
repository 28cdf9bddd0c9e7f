import type { Call } from './call'
import { Problem } from './problem'
import { isSamePerson, type Person, session } from './session'
import { zone } from './zone'

export type Answer<T> = {
  data: T
  /** The change in the journal; null: it changed nothing, or asked only. */
  changeId: string | null
  version: string | null
}

/** Sends a call as who is signed in. Throws a `Problem`. */
export async function send<T>(call: Call<T>, options: SendOptions = {}): Promise<Answer<T>> {
  const answer = await open(call, options)
  return {
    data: (answer.status === 204 ? undefined : await answer.json()) as T,
    changeId: answer.headers.get('Steward-Change-Id'),
    version: answer.headers.get('ETag'),
  }
}

type SendOptions = { signal?: AbortSignal; headers?: Record<string, string>; preview?: boolean }

/** The bare answer, for what comes in pieces or is a file. */
export async function open(call: Call, options: SendOptions = {}): Promise<Response> {
  const who = session.person
  const token = await session.token()
  checkSame(who)
  let answer = await fetched(call, token, options)
  if (answer.status === 401 && session.current) {
    const token = await session.refresh()
    if (token) checkSame(who)
    if (token) answer = await fetched(call, token, options)
  }
  if (!answer.ok) throw await Problem.of(answer)
  return answer
}

/** What one person asked for is not sent as another, who signed in by another tab. */
function checkSame(who: Person | null) {
  if (who && session.person && !isSamePerson(who, session.person)) throw Problem.sessionChanged()
}

async function fetched(call: Call, token: string | null, { signal, headers, preview }: SendOptions): Promise<Response> {
  const sent: Record<string, string> = { Accept: 'application/json', 'Time-Zone': zone(), ...headers }
  if (token) sent.Authorization = `Bearer ${token}`
  if (call.body !== undefined) sent['Content-Type'] = 'application/json'
  if (preview) sent.Prefer = 'preview'
  else if (call.key) sent['Idempotency-Key'] = call.key
  if (call.ifVersion !== undefined) sent['If-Match'] = `"${call.ifVersion}"`
  try {
    return await fetch(call.path, {
      method: call.method,
      headers: sent,
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      ...(signal ? { signal } : {}),
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw Problem.offline()
  }
}
