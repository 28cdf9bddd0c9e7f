import { useSyncExternalStore } from 'react'
import { post } from '@/api/call'
import { asProblem } from '@/api/problem'
import { send } from '@/api/send'
import { session } from '@/api/session'
import type { Change } from '@/api/types'
import { askAgain } from './ask'

export type LiveState = 'live' | 'connecting' | 'offline'

/** The feed of changes: what others and agents do is shown within a second, and what was missed after a break. */
class Live {
  state: LiveState = 'connecting'
  private source: EventSource | null = null
  private cursor: string | null = null
  private timer: number | undefined
  private attempts = 0
  private readonly states = new Set<() => void>()
  private readonly changes = new Set<(change: Change) => void>()

  isStarted = false

  start() {
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
    this.cursor = null
  }

  onState = (listener: () => void) => {
    this.states.add(listener)
    return () => this.states.delete(listener)
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

  private async connect() {
    if (!session.current || this.source) return
    this.set(this.state === 'offline' ? 'offline' : 'connecting')
    try {
      const { data } = await send(post('/api/v1/live/tickets'))
      const from = this.cursor ? `&cursor=${encodeURIComponent(this.cursor)}` : ''
      this.listen(new EventSource(`/api/v1/live?ticket=${encodeURIComponent(data.ticket)}${from}`))
    } catch (error) {
      this.again(asProblem(error).code === 'offline')
    }
  }

  private listen(source: EventSource) {
    this.source = source
    const opened = this.cursor !== null
    source.addEventListener('opened', event => {
      this.attempts = 0
      this.moved(event)
      this.set('live')
      // Without a position nothing tells what was missed, so all is asked again.
      if (!opened && this.wasAway) void askAgain('/api/v1/')
      this.wasAway = true
    })
    source.addEventListener('change', event => {
      this.moved(event)
      const change = JSON.parse(event.data) as Change
      for (const listener of this.changes) listener(change)
    })
    source.addEventListener('heartbeat', event => this.moved(event))
    source.addEventListener('ended', event => {
      // The journal has begun anew, after a restore: what is shown may be of before.
      if ((JSON.parse(event.data) as { status: number }).status === 410) {
        this.cursor = null
        void askAgain('/api/v1/')
      }
      this.again(false)
    })
    source.onerror = () => this.again(!navigator.onLine)
  }

  private wasAway = false

  private moved(event: MessageEvent) {
    if (event.lastEventId) this.cursor = event.lastEventId
  }

  /** Not by the browser itself: a ticket opens once. */
  private again(offline: boolean) {
    this.close()
    this.set(offline ? 'offline' : 'connecting')
    const pause = Math.min(30_000, 500 * 2 ** this.attempts++) * (0.75 + Math.random() / 2)
    this.timer = window.setTimeout(() => void this.connect(), pause)
  }

  private close() {
    window.clearTimeout(this.timer)
    this.source?.close()
    this.source = null
  }

  private set(state: LiveState) {
    if (this.state === state) return
    this.state = state
    for (const listener of this.states) listener()
  }
}

export const live = new Live()

export const useLiveState = () => useSyncExternalStore(live.onState, () => live.state)

/** Which paths show what an event is about: `task_completed` begins with `task`. Modules add theirs. */
const shownAt = new Map<string, readonly string[]>()

export const showLive = (subject: string, ...paths: string[]) => shownAt.set(subject, paths)

let waiting = new Set<string>()
let pause: number | undefined

/** A flood of changes is one question each tenth of a second. */
live.onChange(change => {
  waiting.add('/api/v1/changes')
  for (const { name } of change.events as { name: string }[])
    for (const [subject, paths] of shownAt) if (name.startsWith(subject)) for (const path of paths) waiting.add(path)
  if (pause === undefined)
    pause = window.setTimeout(() => {
      const paths = [...waiting]
      waiting = new Set()
      pause = undefined
      void askAgain(...paths)
    }, 100)
})
