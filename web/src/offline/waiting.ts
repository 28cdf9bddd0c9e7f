import type { Call } from '@/api/call'
import type { Problem } from '@/api/problem'
import { idOf, type Showing } from '@/data/showing'

export type Fields = Record<string, unknown>

/** A change that waits: everything that is needed to send it once, to show it until then, and to tell what was meant. */
export type Waiting = {
  /** Its place; given by the store. */
  n?: number
  /** The store of the person and tenant that it was made for; it is sent, settled and kept there only. */
  store: string
  /** The call's idempotency key. */
  key: string
  call: Call
  /** What it changes: `task:<id>`. */
  of: string
  /** The fields that it changes, as they were shown when it was made. */
  base: Fields
  /** The version of the row that was shown; an edit is sent only on top of it. */
  version?: number
  shows: readonly Showing[]
  asks: readonly string[]
  what: string | null
  at: number
  /** `refused`: could not be done. `conflict`, `deleted`: a person decides. */
  state: 'waiting' | 'refused' | 'conflict' | 'deleted'
  /** How often the server failed at it. */
  tries: number
  problem?: Refusal
  theirs?: Theirs
}

export type Refusal = Pick<Problem, 'status' | 'code' | 'params' | 'message'>

/** The row as it stands on the server, and who changed it last. */
export type Theirs = {
  row: Fields & { version?: number }
  fields: readonly string[]
  by: string | null
  agent: string | null
  at: string | null
}

/** The id in `task:<id>`. */
export const idIn = (of: string) => of.slice(of.indexOf(':') + 1)

export const isAdd = ({ call, shows }: Waiting) => call.method === 'POST' && shows.some(({ kind }) => kind === 'add')

/** It is about that row, or refers to it: a comment on it, a task below it. */
export const concerns = (waiting: Waiting, of: string): boolean => {
  const id = idIn(of)
  return waiting.of === of || waiting.call.path.split(/[/?&=]/).includes(id) || holds(waiting.call.body, id)
}

const holds = (value: unknown, id: string): boolean =>
  value === id || (typeof value === 'object' && value !== null && Object.values(value).some(one => holds(one, id)))

export const bodyOf = ({ call }: Waiting): Fields =>
  call.body && typeof call.body === 'object' ? (call.body as Fields) : {}

/** Where its row is asked for. */
export function rowPath({ call, shows }: Waiting): string | null {
  if (call.method === 'PATCH') return call.path.split('?')[0]!
  const [showing] = shows
  return showing && showing.kind !== 'add' ? `${showing.path}/${idOf(showing)}` : null
}

/** Null and absent are the same; the order of fields does not count. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (one == null || other == null) return one == null && other == null
  if (typeof one !== 'object' || typeof other !== 'object') return false
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const [a, b] = [one as Fields, other as Fields]
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every(name => isSame(a[name], b[name]))
}

/** The fields that both sides have changed, and differently. */
export const conflicting = (waiting: Waiting, row: Fields): string[] =>
  Object.entries(bodyOf(waiting))
    .filter(([name]) => name in waiting.base && name in row)
    .filter(([name, mine]) => !isSame(row[name], waiting.base[name]) && !isSame(row[name], mine))
    .map(([name]) => name)
