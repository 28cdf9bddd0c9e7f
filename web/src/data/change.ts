import { useMutation } from '@tanstack/react-query'
import { type Call, post } from '@/api/call'
import { asProblem } from '@/api/problem'
import { type Answer, send } from '@/api/send'
import { queue } from '@/offline/queue'
import { sayDone, sayProblem } from '@/ui/say'
import { askAgain } from './ask'
import { Shown } from './shown'

export type Changing<I, T> = {
  call: (input: I) => Call<T>
  /** What the pages show before the server has answered. */
  shows?: (shown: Shown, input: I) => void
  /** What is asked again afterwards: beginnings of paths. */
  asks: string[]
  /** Said when it is done, with the way back. */
  says?: (input: I, data: T | null) => string | null
  /** The changes to take back, where a call makes several. */
  undoes?: (data: T) => string[]
  /** Where the problem is shown by the form itself. */
  quiet?: boolean
  /** Kept and sent later where there is no network. What it changes: for telling conflicts. */
  offline?: (input: I) => { of: string; base?: Record<string, unknown> }
}

/** The one way to change something: shown at once, said with "Undo", taken back if it is refused. */
export const useChange = <I = void, T = unknown>(changing: Changing<I, T>) =>
  useMutation<Answer<T | null>, Error, I>({ mutationFn: input => change(changing, input) })

export async function change<I, T>(changing: Changing<I, T>, input: I): Promise<Answer<T | null>> {
  const shown = new Shown()
  changing.shows?.(shown, input)
  const call = changing.call(input)
  try {
    const waits = changing.offline && (await queue.isWaiting())
    const answer = waits ? await kept(changing, input, call) : await send(call)
    said(changing, input, answer)
    return answer
  } catch (error) {
    const problem = asProblem(error)
    if (problem.code === 'offline' && changing.offline) return await kept(changing, input, call)
    shown.back()
    if (!changing.quiet) sayProblem(problem)
    void askAgain(...changing.asks)
    throw problem
  }
}

async function kept<I, T>(changing: Changing<I, T>, input: I, call: Call<T>): Promise<Answer<T | null>> {
  await queue.add({ call, ...changing.offline!(input), asks: changing.asks })
  return { data: null, changeId: null, version: null }
}

function said<I, T>(changing: Changing<I, T>, input: I, answer: Answer<T | null>) {
  void askAgain(...changing.asks, '/api/v1/changes')
  const text = changing.says?.(input, answer.data)
  const several = answer.data === null ? undefined : changing.undoes?.(answer.data)
  const changeIds = several ?? (answer.changeId ? [answer.changeId] : [])
  if (text) sayDone(text, changeIds.length > 0 ? () => undo(...changeIds) : undefined)
}

/** Takes changes back, all or none; what was changed since stands in the problem. */
export async function undo(...changeIds: string[]) {
  try {
    await send(
      changeIds.length === 1
        ? post('/api/v1/changes/{change_id}/undo', { path: { change_id: changeIds[0]! } })
        : post('/api/v1/changes/undo', { body: { change_ids: changeIds } }),
    )
  } catch (error) {
    sayProblem(asProblem(error))
  }
  await askAgain('/api/v1/')
}
