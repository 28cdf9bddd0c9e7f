import { newId, post } from '@/api/call'
import { asProblem, Problem } from '@/api/problem'
import { open, send } from '@/api/send'
import { events, type ServerEvent } from '@/api/sse'
import { askAgain } from '@/data/again'
import { following } from './runs'

/** What was said and is not among the runs that the server has listed yet. */
export type Sent = {
  key: string
  conversationId: string
  text: string
  agent: string | null
  runId: string | null
  problem: Problem | null
}

let sent: readonly Sent[] = []
const fresh = new Set<string>()
const listeners = new Set<() => void>()

export const outbox = {
  listen(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  current: () => sent,
  /** The server does not know it yet. */
  isFresh: (conversationId: string) => fresh.has(conversationId),
  /** The same for a run before and after it has an id. */
  keyOf: (runId: string): string => sent.find(one => one.runId === runId)?.key ?? runId,

  forget(key: string) {
    sent = sent.filter(one => one.key !== key)
    tell()
  },
  clear() {
    sent = []
    fresh.clear()
    tell()
  },

  /** Begins a conversation; its id is known at once. */
  begin(text: string, agent: string | null = null): Sent {
    const conversationId = newId()
    fresh.add(conversationId)
    return this.say(conversationId, text, agent)
  },

  say(conversationId: string, text: string, agent: string | null = null): Sent {
    const one: Sent = { key: newId(), conversationId, text, agent, runId: null, problem: null }
    sent = [...sent.slice(-50), one]
    tell()
    void deliver(one)
    return one
  },

  /** After it could not be sent. */
  again(key: string) {
    const one = sent.find(other => other.key === key)
    if (!one) return
    change(key, { problem: null })
    void deliver(one)
  },
}

async function deliver({ key, conversationId, text, agent }: Sent) {
  try {
    if (fresh.has(conversationId)) {
      await send({ ...post('/api/v1/conversations', { body: { id: conversationId } }), key: `${key}-conversation` })
      fresh.delete(conversationId)
    }
    const call = post('/api/v1/conversations/{conversation_id}/messages', {
      path: { conversation_id: conversationId },
      body: { text, ...(agent ? { agent } : {}) },
    })
    const { runId, stream } = await begun({ ...call, key })
    change(key, { runId })
    void following(runId).follow(stream)
    void askAgain('/api/v1/conversations')
  } catch (error) {
    change(key, { problem: asProblem(error) })
  }
}

/** The key makes a second message of the same the first one, so a torn connection is tried again. */
async function begun(call: ReturnType<typeof post>) {
  for (let attempt = 1; ; attempt++)
    try {
      const stream = events(await open(call, { headers: { Accept: 'text/event-stream' } }))
      const first = await stream.next()
      if (first.done) throw Problem.offline()
      return { runId: runOf(first.value), stream }
    } catch (error) {
      if (!asProblem(error).isPassing || attempt >= 3) throw error
      await new Promise(resolve => setTimeout(resolve, 400 * attempt))
    }
}

const runOf = (event: ServerEvent) => (JSON.parse(event.data) as { run_id: string }).run_id

function change(key: string, changed: Partial<Sent>) {
  sent = sent.map(one => (one.key === key ? { ...one, ...changed } : one))
  tell()
}

function tell() {
  for (const listener of listeners) listener()
}
