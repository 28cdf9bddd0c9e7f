import type { Step } from '@/api/types'
import { asObject } from '@/ui/objects'
import { hasEnded, type Progress } from './progress'

export type CallState = 'running' | 'waiting' | 'done' | 'refused' | 'ended'

export type Call = {
  /** The number of its step: it is the same for as long as the run is kept. */
  number: number
  /** What is done, also where the model has gone through `run_operation`. */
  tool: string
  arguments: Record<string, unknown> | null
  state: CallState
  output: string | null
  changeId: string | null
  approvalId: string | null
  isOthers: boolean
}

export type Part =
  | { kind: 'text'; number: number; text: string; isGrowing: boolean }
  | { kind: 'call'; number: number; call: Call }
  | { kind: 'review'; number: number; draft: string; reviewers: Call[] }

export type Usage = { models: string[]; input: number; output: number; cost: number }

const reviewTool = 'review:'

/** What of a run is shown, in its order. */
export function partsOf(progress: Progress): Part[] {
  const discarded = new Set(progress.steps.flatMap(step => (step.discarded ? [step.discarded] : [])))
  const isOver = hasEnded(progress.state)
  const latest = Math.max(0, progress.steps.at(-1)?.number ?? 0, ...progress.texts.keys())
  const texts = [...progress.texts]
    .filter(([number, text]) => !discarded.has(number) && text.trim() !== '')
    .map(([number, text]): Part => ({ kind: 'text', number, text, isGrowing: !isOver && number === latest }))
  const calls = progress.steps
    .filter(step => step.kind === 'call' && step.tool !== reviewTool)
    .map((step): Part => ({ kind: 'call', number: step.number, call: callOf(progress, step) }))
  return [...texts, ...calls, ...reviewsOf(progress)].sort((a, b) => a.number - b.number)
}

/** Each draft with those who were asked about it. */
function reviewsOf(progress: Progress): Part[] {
  const drafts = progress.steps.filter(step => step.kind === 'draft')
  return drafts.map((draft, index): Part => {
    const until = drafts[index + 1]?.number ?? Number.POSITIVE_INFINITY
    const asked = progress.steps.filter(
      step => step.kind === 'call' && step.tool === reviewTool && step.number > draft.number && step.number < until,
    )
    return {
      kind: 'review',
      number: draft.number,
      draft: draft.text ?? '',
      reviewers: asked.map(step => callOf(progress, step)),
    }
  })
}

function callOf(progress: Progress, step: Step): Call {
  const same = progress.steps.filter(one => one.call_id === step.call_id && one.number > step.number)
  const result = same.find(one => one.kind === 'result')
  const approval = same.find(one => one.kind === 'approval')
  const given = asObject(step.arguments)
  const isWrapped = step.tool === 'run_operation' && typeof given?.name === 'string'
  return {
    number: step.number,
    tool: isWrapped ? (given.name as string) : (step.tool ?? 'unknown'),
    arguments: isWrapped ? asObject(given.input) : given,
    state: result
      ? result.is_error
        ? 'refused'
        : 'done'
      : hasEnded(progress.state)
        ? 'ended'
        : approval
          ? 'waiting'
          : 'running',
    output: result?.output ?? null,
    changeId: result?.change_id ?? null,
    approvalId: approval?.approval_id ?? null,
    isOthers: result?.is_tainted ?? false,
  }
}

export function usageOf(progress: Progress): Usage | null {
  const used = progress.steps.filter(step => step.kind === 'usage')
  if (used.length === 0) return null
  const sum = (field: 'input_tokens' | 'output_tokens' | 'cost') =>
    used.reduce((total, step) => total + (step[field] ?? 0), 0)
  return {
    models: [...new Set(used.flatMap(step => (step.model ? [step.model] : [])))],
    input: sum('input_tokens'),
    output: sum('output_tokens'),
    cost: sum('cost'),
  }
}

export const changesOf = (progress: Progress): string[] =>
  progress.steps.flatMap(step => (step.change_id ? [step.change_id] : []))

export const endOf = (progress: Progress): Step | undefined => progress.steps.findLast(step => step.kind === 'end')

/** What a tool has answered, without the marks that tell the model whose text it is. */
export function answerOf(output: string | null): unknown {
  if (output === null) return null
  const inside = /<data>\n([\s\S]*)\n<\/data>/.exec(output)?.[1] ?? output
  try {
    return JSON.parse(inside)
  } catch {
    return inside
  }
}

/** Of a call that was refused: why, by its code where it has one. */
export function refusalOf(
  call: Call,
): { code: string | null; message: string; params: Record<string, unknown> } | null {
  if (call.state !== 'refused') return null
  const answer = answerOf(call.output)
  const problem = asObject(answer)
  return {
    code: typeof problem?.code === 'string' ? problem.code : null,
    message: typeof problem?.message === 'string' ? problem.message : String(answer ?? ''),
    params: asObject(problem?.params) ?? {},
  }
}
