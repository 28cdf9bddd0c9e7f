import { type Call, get } from '@/api/call'
import { asProblem, Problem } from '@/api/problem'
import { type Answer, send } from '@/api/send'
import type { Change, Page } from '@/api/types'
import { conflicting, rowPath, type Theirs, type Waiting } from './waiting'

export type Outcome =
  | { kind: 'done'; row: unknown; changeId: string | null }
  | { kind: 'later'; after?: number; isFault: boolean }
  | { kind: 'signedOut' }
  | { kind: 'refused'; problem: Problem }
  | { kind: 'conflict' | 'deleted'; theirs: Theirs }

/** What takes longer counts as lost, and is sent again. */
const longest = 30_000
/** Others change the row each time that ours is sent on top of theirs. */
const mostRounds = 5
/** The server asks to send the same again. */
const again = new Set(['in_flight', 'changed_meanwhile'])

/**
 * Sends one change. An edit goes with `If-Match`, so that nothing comes between what was compared and what is written: what others did
 * to other fields stays, what they did to ours is for a person to decide. The idempotency key makes it once, however often it is sent:
 * a repeated call gets its first answer before versions are compared.
 */
export async function deliver(waiting: Waiting, rebased: (waiting: Waiting) => Promise<void>): Promise<Outcome> {
  let now = waiting
  for (let round = 0; round < mostRounds; round++)
    try {
      const { data, changeId } = await limited(now.call, now.call.method === 'PATCH' ? now.version : undefined)
      return { kind: 'done', row: data, changeId }
    } catch (error) {
      const problem = asProblem(error)
      const isChanged = problem.status === 412
      if (!isChanged && !isInTrash(problem)) return failed(now, problem)
      try {
        const theirs = await lookAt(now)
        if (theirs === null) return { kind: 'refused', problem }
        if (theirs.row.deleted_at) return { kind: 'deleted', theirs }
        if (!isChanged) return { kind: 'refused', problem }
        if (theirs.fields.length > 0) return { kind: 'conflict', theirs }
        now = { ...now, version: theirs.row.version! }
        await rebased(now)
      } catch (other) {
        const why = asProblem(other)
        return failed(now, why.status === 405 ? problem : why)
      }
    }
  return { kind: 'later', isFault: false }
}

const isInTrash = ({ status, code }: Problem) => status === 409 && /^(task|project)_deleted$/.test(code)

function failed({ call }: Waiting, problem: Problem): Outcome {
  if (problem.status === 401) return { kind: 'signedOut' }
  if (problem.status === 409 && problem.code === 'already_done') return { kind: 'done', row: null, changeId: null }
  if (problem.status === 404 && call.method === 'DELETE') return { kind: 'done', row: null, changeId: null }
  if (problem.isPassing || again.has(problem.code) || problem.status >= 500)
    return {
      kind: 'later',
      isFault: problem.status === 500 || problem.code === 'unexpected',
      ...(problem.retryAfter === undefined ? {} : { after: problem.retryAfter * 1000 }),
    }
  return { kind: 'refused', problem }
}

/** The row as it is now, with who changed it last. Null: it cannot be looked at. */
async function lookAt(waiting: Waiting): Promise<Theirs | null> {
  const path = rowPath(waiting)
  if (!path) return null
  const { data: row } = await limited<Theirs['row']>({ method: 'GET', path })
  const last = await lastChange(waiting)
  return {
    row,
    fields: conflicting(waiting, row),
    by: last?.user_id ?? null,
    agent: last?.agent ?? null,
    at: last?.at ?? (row.updated_at as string | undefined) ?? null,
  }
}

/** Who may not read the journal sees when, but not who. */
async function lastChange({ of }: Waiting): Promise<Change | null> {
  const [entity, id] = of.split(':') as [string, string]
  try {
    const { data } = await limited<Page<Change>>(get('/api/v1/changes', { query: { entity, id, limit: 1 } }))
    return data.items[0] ?? null
  } catch (error) {
    if (asProblem(error).status === 403) return null
    throw error
  }
}

async function limited<T>(call: Call<T>, ifVersion?: number): Promise<Answer<T>> {
  const signal = AbortSignal.timeout(longest)
  try {
    return await send(ifVersion === undefined ? call : { ...call, ifVersion }, { signal })
  } catch (error) {
    throw signal.aborted ? Problem.offline() : error
  }
}
