import type { Step } from '@/api/types'
import { noteName } from '@/data/names'
import { isId } from '@/ui/diff/fields'
import { asObject } from '@/ui/objects'
import { answerOf } from './parts'

/** What the rows of a tool's answer are called: the next call may name them by their ids. */
export function learnNames(step: Step) {
  if (step.kind === 'result' && step.output) walk(answerOf(step.output), 0)
}

function walk(value: unknown, depth: number) {
  if (depth > 4) return
  if (Array.isArray(value)) for (const one of value.slice(0, 200)) walk(one, depth + 1)
  const row = asObject(value)
  if (!row) return
  const name = row.title ?? row.name
  if (isId(row.id) && typeof name === 'string') noteName(row.id, name)
  for (const one of Object.values(row)) if (typeof one === 'object') walk(one, depth + 1)
}
