import type { ServerEvent } from '@/api/sse'
import type { Run, Step } from '@/api/types'

export type RunState = Run['state']

/** What is known of a run, from its stored steps, its stream, or both: each event counts once, in whatever order and however often it comes. */
export type Progress = {
  /** Whole ones, by their number. */
  steps: readonly Step[]
  /** What is said so far, by the number of its step. */
  texts: ReadonlyMap<number, string>
  /** Where a stream goes on: `4` or `4.120`. */
  position: string | null
  state: RunState | null
  /** Approvals that the stream has told of. */
  waiting: readonly string[]
  /** Words are missing before others: the stream must begin anew at the position. */
  hasGap: boolean
}

export const nothingYet: Progress = {
  steps: [],
  texts: new Map(),
  position: null,
  state: null,
  waiting: [],
  hasGap: false,
}

export const hasEnded = (state: RunState | null | undefined): boolean =>
  state === 'done' || state === 'failed' || state === 'cancelled'

export function read(progress: Progress, event: ServerEvent): Progress {
  switch (event.event) {
    case 'text':
      return readText(progress, event)
    case 'step':
      return withStep(progress, JSON.parse(event.data) as Step)
    case 'waiting': {
      const { approval_ids } = JSON.parse(event.data) as { approval_ids: string[] }
      return { ...progress, waiting: [...new Set([...progress.waiting, ...approval_ids])] }
    }
    case 'end':
      return { ...progress, state: (JSON.parse(event.data) as { state: RunState }).state, hasGap: false }
    default:
      return progress
  }
}

/** Of a run whose steps were listed. */
export function progressOf(steps: readonly Step[], state: RunState): Progress {
  const progress = steps.reduce(withStep, nothingYet)
  return hasEnded(state) ? { ...progress, state } : progress
}

function readText(progress: Progress, { id, data }: ServerEvent): Progress {
  const { number, text } = JSON.parse(data) as { number: number; text: string }
  const known = progress.texts.get(number) ?? ''
  const end = id === null ? known.length + text.length : place(id)
  const begin = end - text.length
  if (end <= known.length) return progress
  if (begin > known.length) return { ...progress, hasGap: true }
  const texts = new Map(progress.texts).set(number, known + text.slice(known.length - begin))
  return { ...progress, texts, position: further(progress.position, `${number - 1}.${end}`), hasGap: false }
}

function withStep(progress: Progress, step: Step): Progress {
  const position = further(progress.position, String(step.number))
  if (step.kind === 'text') {
    const text = step.text ?? ''
    const known = progress.texts.get(step.number) ?? ''
    return text.length <= known.length
      ? { ...progress, position }
      : { ...progress, position, texts: new Map(progress.texts).set(step.number, text) }
  }
  if (progress.steps.some(one => one.number === step.number)) return progress
  const before = progress.steps.findLastIndex(one => one.number < step.number) + 1
  return {
    ...progress,
    position,
    steps: progress.steps.toSpliced(before, 0, step),
    state: step.kind === 'end' ? (step.state ?? progress.state) : progress.state,
  }
}

const place = (position: string) => Number(position.split('.')[1] ?? 0)

function further(a: string | null, b: string): string {
  if (a === null) return b
  const [numberA, numberB] = [Number(a.split('.')[0]), Number(b.split('.')[0])]
  return numberB > numberA || (numberB === numberA && place(b) > place(a)) ? b : a
}
