import { describe, expect, it } from 'vitest'
import type { ServerEvent } from '@/api/sse'
import type { Step } from '@/api/types'
import { answerOf, changesOf, partsOf, refusalOf, usageOf } from './parts'
import { nothingYet, type Progress, progressOf, read } from './progress'

const text = (number: number, place: number, said: string): ServerEvent => ({
  event: 'text',
  id: `${number - 1}.${place}`,
  data: JSON.stringify({ number, text: said }),
})
const stepOf = (number: number, kind: Step['kind'], more: Partial<Step> = {}) =>
  ({ number, kind, at: '', ...more }) as Step
const step = (number: number, kind: Step['kind'], more: Partial<Step> = {}): ServerEvent => ({
  event: 'step',
  id: String(number),
  data: JSON.stringify(stepOf(number, kind, more)),
})
const end = (state: string): ServerEvent => ({ event: 'end', id: null, data: JSON.stringify({ state }) })
const all = (events: ServerEvent[], from: Progress = nothingYet) => events.reduce(read, from)
const said = (progress: Progress) => partsOf(progress).flatMap(part => (part.kind === 'text' ? [part.text] : []))

const run = [
  text(1, 2, 'I '),
  text(1, 6, 'add.'),
  step(2, 'call', { call_id: 'c2', tool: 'add_task', arguments: { title: 'Pay' } }),
  step(3, 'usage', { model: 'm', input_tokens: 10, output_tokens: 2, cost: 5 }),
  step(4, 'result', { call_id: 'c2', output: '{}', is_error: false, change_id: 'change' }),
  text(5, 5, 'Done.'),
  step(6, 'usage', { model: 'm', input_tokens: 20, output_tokens: 3, cost: 6 }),
  step(7, 'end', { state: 'done' }),
  end('done'),
]

describe('a run that is followed', () => {
  it('is shown in its order', () => {
    const progress = all(run)
    expect(partsOf(progress).map(part => part.kind)).toEqual(['text', 'call', 'text'])
    expect(said(progress)).toEqual(['I add.', 'Done.'])
    expect(progress.state).toBe('done')
    expect(usageOf(progress)).toEqual({ models: ['m'], input: 30, output: 5, cost: 11 })
    expect(changesOf(progress)).toEqual(['change'])
  })

  it('is the same when everything comes twice', () => {
    expect(partsOf(all([...run, ...run]))).toEqual(partsOf(all(run)))
    expect(all([...run, ...run]).position).toBe('7')
  })

  it('is the same when whole steps come in another order', () => {
    const shuffled = [run[6]!, run[2]!, run[4]!, run[0]!, run[1]!, run[3]!, run[5]!, run[7]!, run[8]!]
    expect(partsOf(all(shuffled))).toEqual(partsOf(all(run)))
  })

  it('goes on behind the last word', () => {
    const broken = all(run.slice(0, 1))
    expect(broken.position).toBe('0.2')
    expect(said(all([text(1, 6, 'I add.')], broken))).toEqual(['I add.'])
    expect(said(all([text(1, 6, 'add.')], broken))).toEqual(['I add.'])
    expect(all(run.slice(0, 4)).position).toBe('3')
  })

  it('notices that words are missing, and mends it', () => {
    const broken = all([text(1, 2, 'I '), text(1, 12, 'it.')])
    expect(broken.hasGap).toBe(true)
    expect(broken.position).toBe('0.2')
    expect(said(all([text(1, 12, 'I add to it.')], broken))).toEqual(['I add to it.'])
  })

  it('goes on from steps that were listed', () => {
    const listed = progressOf([stepOf(1, 'text', { text: 'I ' })], 'running')
    expect(said(all([text(1, 6, 'add.')], listed))).toEqual(['I add.'])
    expect(listed.state).toBeNull()
  })

  it('shows nothing of what the model broke off', () => {
    expect(said(all([text(1, 4, 'Half'), step(2, 'discarded', { discarded: 1 }), text(3, 5, 'Whole')]))).toEqual([
      'Whole',
    ])
  })

  it('tells which text still grows', () => {
    const growing = (progress: Progress) => partsOf(progress).map(part => part.kind === 'text' && part.isGrowing)
    expect(growing(all(run.slice(0, 1)))).toEqual([true])
    expect(growing(all(run.slice(0, 3)))).toEqual([false, false])
  })
})

describe('a call', () => {
  const call = (...events: ServerEvent[]) => {
    const [part] = partsOf(
      all([step(1, 'call', { call_id: 'c1', tool: 'delete_task', arguments: { task_id: 'a' } }), ...events]),
    )
    return part?.kind === 'call' ? part.call : null
  }

  it('runs, waits, is done or refused', () => {
    const waits = step(2, 'approval', { call_id: 'c1', approval_id: 'p' })
    expect(call()?.state).toBe('running')
    expect(call(waits)).toMatchObject({ state: 'waiting', approvalId: 'p' })
    expect(call(waits, step(3, 'result', { call_id: 'c1', is_error: false }))?.state).toBe('done')
    const refused = call(
      step(2, 'result', { call_id: 'c1', is_error: true, output: '{"code":"not_found","message":"No."}' }),
    )
    expect(refused?.state).toBe('refused')
    expect(refusalOf(refused!)).toMatchObject({ code: 'not_found', message: 'No.' })
    expect(call(end('cancelled'))?.state).toBe('ended')
  })

  it('is what run_operation runs', () => {
    const [part] = partsOf(
      all([
        step(1, 'call', {
          call_id: 'c1',
          tool: 'run_operation',
          arguments: { name: 'delete_task', input: { task_id: 'a' } },
        }),
      ]),
    )
    expect(part).toMatchObject({ call: { tool: 'delete_task', arguments: { task_id: 'a' } } })
  })
})

it('reviews stand with the draft that they are about', () => {
  const parts = partsOf(
    all([
      step(1, 'draft', { text: 'First' }),
      step(2, 'call', { call_id: 'c2', tool: 'review:', arguments: { agent: 'reviewer' } }),
      step(3, 'result', { call_id: 'c2', output: 'REJECT: no' }),
      step(4, 'draft', { text: 'Second' }),
      step(5, 'call', { call_id: 'c5', tool: 'review:', arguments: { agent: 'reviewer' } }),
      step(6, 'result', { call_id: 'c5', output: 'ACCEPT' }),
      text(7, 6, 'Second'),
    ]),
  )
  expect(parts.map(part => part.kind)).toEqual(['review', 'review', 'text'])
  expect(parts[0]).toMatchObject({ draft: 'First', reviewers: [{ output: 'REJECT: no' }] })
  expect(parts[1]).toMatchObject({ draft: 'Second', reviewers: [{ output: 'ACCEPT' }] })
})

it('an answer with marks for the model is read without them', () => {
  expect(answerOf('Text of others:\n<data>\n{"a":1}\n</data>')).toEqual({ a: 1 })
  expect(answerOf('plain')).toBe('plain')
})
