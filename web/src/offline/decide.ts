import type { Call } from '@/api/call'
import { asProblem } from '@/api/problem'
import { send } from '@/api/send'
import { sayProblem } from '@/ui/say'
import { exclusively } from './lock'
import { queue } from './queue'
import { bodyOf, type Fields, rowPath, type Waiting } from './waiting'

/** For each field that both have changed: mine, theirs, or what was made of both. */
export type Choices = Record<string, { keep: 'mine' | 'theirs' } | { keep: 'both'; value: unknown }>

/** The change as it was decided, on top of what the other has made. Null: nothing of it is left to do. */
export function decided(waiting: Waiting, choices: Choices): Waiting | null {
  const { row } = waiting.theirs!
  const left = new Map(Object.entries(bodyOf(waiting)))
  const patch: Fields = {}
  for (const [name, choice] of Object.entries(choices))
    if (choice.keep === 'theirs') left.delete(name)
    else if (choice.keep === 'both') {
      left.set(name, choice.value)
      patch[name] = choice.value
    }
  const body = Object.fromEntries(left)
  if (!Object.keys(body).some(name => name in waiting.base)) return null
  const { theirs, problem, ...kept } = waiting
  const onTop = {
    ...kept,
    call: { ...waiting.call, body },
    base: Object.fromEntries(
      Object.keys(waiting.base).map(name => [name, name in row ? row[name] : waiting.base[name]]),
    ),
    shows: waiting.shows.map(showing =>
      showing.kind === 'row' ? { ...showing, patch: { ...without(showing.patch, choices), ...patch } } : showing,
    ),
    state: 'waiting' as const,
    tries: 0,
  }
  return row.version === undefined ? onTop : { ...onTop, version: row.version }
}

const without = (patch: Fields, choices: Choices): Fields =>
  Object.fromEntries(Object.entries(patch).filter(([name]) => choices[name]?.keep !== 'theirs'))

export const decide = (waiting: Waiting, choices: Choices) =>
  exclusively(async () => {
    const next = decided(waiting, choices)
    if (next) await queue.put(next)
  }).then(async () => {
    if (!decided(waiting, choices)) await queue.discard(waiting.key)
    queue.wake()
  })

export async function tryAgain(waiting: Waiting) {
  const { problem, theirs, ...kept } = waiting
  await exclusively(() => queue.put({ ...kept, state: 'waiting', tries: 0 }))
  queue.wake()
}

/** Brings the row back from the trash, and then does what was meant. */
export async function restoreAndApply(waiting: Waiting) {
  try {
    await send(restoration(waiting))
    await tryAgain(waiting)
  } catch (error) {
    sayProblem(asProblem(error))
  }
}

/** Its key is made of the change's: pressed twice, it is done once. */
const restoration = (waiting: Waiting): Call => ({
  method: 'POST',
  path: `${rowPath(waiting)}/restoration`,
  body: {},
  key: `${waiting.key}-restoration-${waiting.theirs?.row.version ?? 0}`,
})
