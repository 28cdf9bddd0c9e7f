import type { UsageLine } from '@/api/types'

type Sum = { name: string; turns: number; tokens: number; cost: number }
export type By = 'day' | 'agent' | 'model'

/** Together by day (the newest first), agent or model (the dearest first). */
export function sumsOf(lines: readonly UsageLine[], by: By): Sum[] {
  const sums = new Map<string, Sum>()
  for (const line of lines) {
    const name = line[by]
    const sum = sums.get(name) ?? { name, turns: 0, tokens: 0, cost: 0 }
    sums.set(name, {
      name,
      turns: sum.turns + line.turns,
      tokens: sum.tokens + line.input_tokens + line.output_tokens,
      cost: sum.cost + line.cost,
    })
  }
  return [...sums.values()].sort((a, b) =>
    by === 'day' ? b.name.localeCompare(a.name) : b.cost - a.cost || b.tokens - a.tokens,
  )
}

export const totalOf = (sums: readonly Sum[]): Omit<Sum, 'name'> => ({
  turns: sums.reduce((total, sum) => total + sum.turns, 0),
  tokens: sums.reduce((total, sum) => total + sum.tokens, 0),
  cost: sums.reduce((total, sum) => total + sum.cost, 0),
})
