import { useMutation } from '@tanstack/react-query'
import { type Call, post } from '@/api/call'
import { asProblem } from '@/api/problem'
import { type Answer, send } from '@/api/send'
import { t } from '@/i18n'
import { queue } from '@/offline/queue'
import type { Waiting } from '@/offline/waiting'
import { sayDone, sayProblem } from '@/ui/say'
import { askAgain, askSoon } from './again'
import { overlay } from './overlay'
import { Shown } from './shown'

export type Changing<I, T> = {
  call: (input: I) => Call<T>
  /** What the pages show before the server has answered. It is noted as data and lies on top of every answer until the change is done. */
  shows?: (shown: Shown, input: I) => void
  /** What is asked again afterwards: beginnings of paths. */
  asks: string[]
  /** Said when it is done, with the way back. Without data: it waits for a network. */
  says?: (input: I, data: T | null) => string | null
  /** The changes to take back, where a call makes several. */
  undoes?: (data: T) => string[]
  /** Where the problem is shown by the form itself. */
  quiet?: boolean
  /**
   * Kept and sent later where there is no network. `of` is what it changes (`task:<id>`); `base` the fields as they were shown, where
   * that was not the row which `shows` names.
   */
  offline?: (input: I) => { of: string; base?: Record<string, unknown> }
}

/** The one way to change something: shown at once, said with "Undo", taken back if it is refused, kept if there is no network. */
export const useChange = <I = void, T = unknown>(changing: Changing<I, T>) =>
  useMutation<Answer<T | null>, Error, I>({ mutationFn: input => change(changing, input) })

let count = 0

export async function change<I, T>(changing: Changing<I, T>, input: I): Promise<Answer<T | null>> {
  const call = changing.call(input)
  const shown = new Shown()
  changing.shows?.(shown, input)
  const waiting = changing.offline
    ? queue.describe({
        call,
        ...changing.offline(input),
        shows: shown.showings,
        asks: changing.asks,
        what: changing.says?.(input, null) ?? null,
      })
    : null
  const layer = call.key ?? `change-${++count}`
  overlay.lay(layer, shown.showings)
  try {
    if (waiting && queue.goesBehind(waiting)) return await kept(waiting)
    const answer = await send(call)
    overlay.settle(layer, answer.data)
    said(changing, input, answer)
    return answer
  } catch (error) {
    if (waiting && asProblem(error).isForLater && (await isKept(waiting))) return notYet
    overlay.lift(layer)
    const problem = asProblem(error)
    if (!changing.quiet) sayProblem(problem)
    void askAgain(...changing.asks)
    throw problem
  }
}

const notYet = { data: null, changeId: null, version: null }

/** It is said to be done only when it is written down. */
async function kept(waiting: Waiting) {
  await queue.add(waiting)
  if (waiting.what) sayDone(t('offline.kept', { what: waiting.what }), () => takeBack(waiting.key))
  return notYet
}

/** False: this device is full. Then the first problem is told. */
const isKept = (waiting: Waiting) =>
  kept(waiting).then(
    () => true,
    () => false,
  )

/** What still waits is not sent; what has been sent meanwhile is undone. */
async function takeBack(key: string) {
  const changeId = await queue.discard(key)
  if (changeId) await undo(changeId)
}

function said<I, T>(changing: Changing<I, T>, input: I, answer: Answer<T | null>) {
  askSoon(...changing.asks, '/api/v1/changes?')
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
