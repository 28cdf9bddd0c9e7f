// @vitest-environment jsdom
import { QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { askSoon } from './again'
import { client } from './client'

let asked: (() => void)[]
const leave: (() => void)[] = []

beforeEach(() => {
  vi.useFakeTimers()
  asked = []
})

afterEach(async () => {
  await vi.advanceTimersByTimeAsync(10_000)
  for (const one of leave.splice(0)) one()
  client.clear()
  vi.useRealTimers()
})

/** A list that is shown; its answer comes when the test says so. */
async function shown(path: string) {
  const observer = new QueryObserver(client, {
    queryKey: [path],
    queryFn: () => new Promise<number>(answer => asked.push(() => answer(asked.length))),
  })
  leave.push(observer.subscribe(() => {}))
  asked[0]!()
  await vi.advanceTimersByTimeAsync(0)
}

it('makes one question of a flood of changes', async () => {
  await shown('/api/v1/tasks')
  for (let n = 0; n < 20; n++) askSoon('/api/v1/tasks', '/api/v1/changes?')
  await vi.advanceTimersByTimeAsync(150)
  expect(asked).toHaveLength(2)
})

it('does not break off what is being asked, and asks once more afterwards', async () => {
  await shown('/api/v1/tasks')
  askSoon('/api/v1/tasks')
  await vi.advanceTimersByTimeAsync(100)
  askSoon('/api/v1/tasks')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(asked).toHaveLength(2)
  asked[1]!()
  await vi.advanceTimersByTimeAsync(150)
  expect(asked).toHaveLength(3)
})

it('does not wait for ever for an answer', async () => {
  await shown('/api/v1/tasks')
  askSoon('/api/v1/tasks')
  await vi.advanceTimersByTimeAsync(100)
  askSoon('/api/v1/tasks')
  await vi.advanceTimersByTimeAsync(6_000)
  expect(asked).toHaveLength(3)
})
