import { get } from '@/api/call'
import { asProblem, type Problem, Problem as ProblemOf } from '@/api/problem'
import { open } from '@/api/send'
import { events, type ServerEvent } from '@/api/sse'
import type { Step } from '@/api/types'
import { learnNames } from './learn'
import { hasEnded, nothingYet, type Progress, read } from './progress'

export type Followed = { progress: Progress; isConnected: boolean; problem: Problem | null }

const attempts = 8

/**
 * A run as it goes on. It is followed wherever one is in the app, and goes on behind the last word after a break. What comes within
 * one frame is shown at once.
 */
export class Following {
  private now: Followed = { progress: nothingYet, isConnected: true, problem: null }
  private arrived: ServerEvent[] = []
  private frame: number | undefined
  private isReading = false
  private failures = 0
  private readonly stopped = new AbortController()
  private readonly listeners = new Set<() => void>()

  constructor(
    private readonly runId: string,
    private readonly ended: () => void,
  ) {}

  current = (): Followed => this.now

  listen = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    void this.follow()
    return () => this.listeners.delete(listener)
  }

  /** `begun` is a stream that is open already. */
  async follow(begun?: AsyncIterator<ServerEvent>) {
    if (this.isReading || this.isOver) return
    this.isReading = true
    let stream = begun
    while (!this.isOver && !this.stopped.signal.aborted) {
      try {
        await this.readAll(stream ?? events(await this.opened()))
      } catch (error) {
        const problem = asProblem(error)
        this.flush()
        if (this.stopped.signal.aborted) break
        if ((!problem.isPassing && problem.code !== 'unexpected') || this.failures >= attempts) {
          this.show({ problem, isConnected: false })
          break
        }
      }
      stream = undefined
      this.flush()
      if (!this.isOver) await this.pause()
    }
    this.isReading = false
  }

  stop() {
    this.stopped.abort()
  }

  /** After it was given up. */
  again() {
    this.failures = 0
    this.show({ problem: null })
    void this.follow()
  }

  private get isOver() {
    return hasEnded(this.now.progress.state)
  }

  private opened(): Promise<Response> {
    const { position } = this.now.progress
    this.now = { ...this.now, progress: { ...this.now.progress, hasGap: false } }
    return open(get('/api/v1/runs/{run_id}/steps', { path: { run_id: this.runId } }), {
      signal: this.stopped.signal,
      headers: { Accept: 'text/event-stream', ...(position === null ? {} : { 'Last-Event-ID': position }) },
    })
  }

  private async readAll(stream: AsyncIterator<ServerEvent>) {
    for (let next = await stream.next(); !next.done; next = await stream.next()) {
      const event = next.value
      if (this.stopped.signal.aborted || this.now.progress.hasGap) break
      if (event.event === 'refused') throw refused(event)
      this.failures = 0
      this.arrived.push(event)
      if (event.event === 'step') learnNames(JSON.parse(event.data) as Step)
      if (event.event === 'end') break
      this.frame ??= nextFrame(this.flush)
    }
    await stream.return?.()
  }

  private readonly flush = () => {
    this.frame = undefined
    const was = this.isOver
    const progress = this.arrived.reduce(read, this.now.progress)
    this.arrived = []
    if (progress !== this.now.progress || !this.now.isConnected) this.show({ progress, isConnected: true })
    if (!was && this.isOver) this.ended()
  }

  private async pause() {
    this.failures++
    if (this.failures > 1) this.show({ isConnected: false })
    const pause = Math.min(8_000, 250 * 2 ** this.failures) * (0.75 + Math.random() / 2)
    await new Promise<void>(resolve => {
      window.setTimeout(resolve, pause)
      window.addEventListener('online', () => resolve(), { once: true })
    })
  }

  private show(changed: Partial<Followed>) {
    this.now = { ...this.now, ...changed }
    for (const listener of this.listeners) listener()
  }
}

/** A page in the background has no frames. */
const nextFrame = (work: () => void): number =>
  document.hidden ? window.setTimeout(work, 100) : window.requestAnimationFrame(work)

function refused(event: ServerEvent): Problem {
  const { code, message } = JSON.parse(event.data) as { code: string; message: string }
  return new ProblemOf({ status: 400, code, detail: message })
}
