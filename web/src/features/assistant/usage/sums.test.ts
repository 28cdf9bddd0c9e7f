import { expect, it } from 'vitest'
import type { UsageLine } from '@/api/types'
import { sumsOf, totalOf } from './sums'

const line = (day: string, agent: string, model: string, cost: number): UsageLine => ({
  day,
  agent,
  model,
  turns: 1,
  input_tokens: 10,
  output_tokens: 2,
  cost,
})
const lines = [
  line('2026-11-20', 'steward', 'a', 5),
  line('2026-11-21', 'planner', 'a', 7),
  line('2026-11-21', 'steward', 'b', 1),
]

it('usage is summed by day, agent and model', () => {
  expect(sumsOf(lines, 'day').map(sum => [sum.name, sum.turns, sum.tokens, sum.cost])).toEqual([
    ['2026-11-21', 2, 24, 8],
    ['2026-11-20', 1, 12, 5],
  ])
  expect(sumsOf(lines, 'agent').map(sum => sum.name)).toEqual(['planner', 'steward'])
  expect(sumsOf(lines, 'model')[0]).toMatchObject({ name: 'a', cost: 12 })
})

it('the total is the same by whatever it is summed', () => {
  for (const by of ['day', 'agent', 'model'] as const)
    expect(totalOf(sumsOf(lines, by))).toEqual({ turns: 3, tokens: 36, cost: 13 })
})
