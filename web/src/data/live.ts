import { useSyncExternalStore } from 'react'
import { type Call, post } from '@/api/call'
import { asProblem } from '@/api/problem'
import { open, send } from '@/api/send'
import { session } from '@/api/session'
import { events, type ServerEvent } from '@/api/sse'
import type { Change } from '@/api/types'
import { askAgain, askSoon } from './again'

export type LiveState = 'live' | 'connecting' | 'offline'

/** The server says something each 20 seconds; after this long the connection is gone, though nobody has said so. */
const longestSilence = 45_000

/** The feed of changes: what others and agents do is shown within a second, and what was missed after a break. */
class Live {
  state: LiveState = 'connecting'
  isStarted = false
  /** Where the feed goes on after a break, or in the page that is loaded next. */
  position: string | null = null
  /** What is shown is older than the connection. */
  private wasAway = false
  private connection: AbortController | null = null
  private timer: number | undefined
  private silence: number | undefined
  private attempts = 0
  private readonly states = new Set<() => void>()
  private readonly positions = new Set<() => void>()
  private readonly changes = new Set<(change: Change) => void>()

  /** Before it starts: what is shown was answered at or after this position. */
  goOnFrom(position: string | null, hasAnswers: boolean) {
    this.position = position
    this.wasAway = hasAnswers
  }

  start() {
    if (this.isStarted) return
    this.isStarted = true
    window.addEventListener('online', this.reconnect)
    window.addEventListener('offline', this.lost)
    void this.connect()
  }

  stop() {
    this.isStarted = false
    window.removeEventListener('online', this.reconnect)
    window.removeEventListener('offline', this.lost)
    this.close()
    this.goOnFrom(null, false)
  }

  onState = (listener: () => void) => {
    this.states.add(listener)
    return () => this.states.delete(listener)
  }

  onPosition(listener: () => void): () => void {
    this.positions.add(listener)
    return () => this.positions.delete(listener)
  }

  onChange(listener: (change: Change) => void): () => void {
    this.changes.add(listener)
    return () => this.changes.delete(listener)
  }

  private readonly reconnect = () => {
    this.attempts = 0
    this.close()
    void this.connect()
  }

  private readonly lost = () => {
    this.close()
    this.set('offline')
  }

  /** Read by fetch, not by EventSource: that one does not tell why it was refused. */
  private async connect() {
    if (!session.person || this.connection) return
    const connection = new AbortController()
    this.connection = connection
    this.set(this.state === 'offline' ? 'offline' : 'connecting')
    try {
      const { signal } = connection
      this.listen()
      const { data } = await send(post('/api/v1/live/tickets'), { signal })
      const answer = await open(feed(data.ticket, this.position), { signal, headers: { Accept: 'text/event-stream' } })
      for await (const event of events(answer)) this.heard(event)
      this.again(connection, !navigator.onLine)
    } catch (error) {
      const problem = asProblem(error)
      if (problem.status === 410) this.beginAnew()
      this.again(connection, problem.code === 'offline' || !navigator.onLine)
    }
  }

  private heard({ event, id, data }: ServerEvent) {
    this.listen()
    if (event === 'opened') {
      this.attempts = 0
      // Without a position nothing tells what was missed, so all is asked again.
      if (!this.position && this.wasAway) void askAgain('/api/v1/')
      this.wasAway = true
      this.set('live')
    }
    if (event === 'change') {
      const change = JSON.parse(data) as Change
      for (const listener of this.changes) listener(change)
    }
    if (event === 'ended' && (JSON.parse(data) as { status: number }).status === 410) this.beginAnew()
    else if (id) this.moved(id)
  }

  /** The journal has begun anew, after a restore: what is shown may be of before. */
  private beginAnew() {
    this.position = null
    void askAgain('/api/v1/')
  }

  private moved(position: string) {
    if (this.position === position) return
    this.position = position
    for (const listener of this.positions) listener()
  }

  private listen() {
    window.clearTimeout(this.silence)
    this.silence = window.setTimeout(this.reconnect, longestSilence)
  }

  /** A ticket opens once. */
  private again(connection: AbortController, isOffline: boolean) {
    if (this.connection !== connection) return
    this.close()
    this.set(isOffline ? 'offline' : 'connecting')
    const pause = Math.min(30_000, 500 * 2 ** this.attempts++) * (0.75 + Math.random() / 2)
    this.timer = window.setTimeout(() => void this.connect(), pause)
  }

  private close() {
    window.clearTimeout(this.timer)
    window.clearTimeout(this.silence)
    this.connection?.abort()
    this.connection = null
  }

  private set(state: LiveState) {
    if (this.state === state) return
    this.state = state
    for (const listener of this.states) listener()
  }
}

function feed(ticket: string, position: string | null): Call {
  const query = new URLSearchParams({ ticket, ...(position ? { cursor: position } : {}) })
  return { method: 'GET', path: `/api/v1/live?${query}` }
}

export const live = new Live()

export const useLiveState = () => useSyncExternalStore(live.onState, () => live.state)

/** Which paths show what an event is about: `task_completed` begins with `task`. Modules add theirs. */
const shownAt = new Map<string, readonly string[]>()

export const showLive = (subject: string, ...paths: string[]) =>
  shownAt.set(subject, [...(shownAt.get(subject) ?? []), ...paths])

live.onChange(change => {
  askSoon('/api/v1/changes?')
  // What was taken back can be of any kind.
  if (change.undoes.length > 0) askSoon('/api/v1/')
  for (const { name } of change.events as { name: string }[])
    for (const [subject, paths] of shownAt) if (name.startsWith(subject)) askSoon(...paths)
})
