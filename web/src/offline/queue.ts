import type { Call } from '@/api/call'

/** A change that waits for a network. */
export type Waiting = {
  call: Call
  /** What it changes: `task:<id>`. */
  of: string
  /** The fields as they were shown when it was made. */
  base?: Record<string, unknown>
  asks: string[]
}

class Queue {
  private readonly items: Waiting[] = []

  async isWaiting(): Promise<boolean> {
    return this.items.length > 0
  }

  async add(waiting: Waiting) {
    this.items.push(waiting)
  }
}

export const queue = new Queue()
