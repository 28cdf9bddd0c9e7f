// @vitest-environment jsdom
import { notifications, notificationsStore } from '@mantine/notifications'
import { beforeEach, expect, it, vi } from 'vitest'
import { Problem } from '@/api/problem'
import { forgetSaid, sayDone, sayProblem, undoLatest } from './say'

beforeEach(() => {
  forgetSaid()
  notificationsStore.updateState(state => ({ ...state, limit: 3 }))
})

const shown = () => notificationsStore.getState().notifications.map(({ id }) => id!)
const refused = (code: string) => sayProblem(new Problem({ status: 409, code }))

it('shows what is newest, where there is no room for all', () => {
  for (let n = 0; n < 3; n++) sayDone(`done ${n}`)
  refused('conflict')
  const [problem] = shown()
  expect(problem).toMatch(/^problem/)
  sayDone('newest')
  expect(shown()).toHaveLength(3)
  expect(shown()[0]).toMatch(/^done/)
  expect(shown()[1]).toBe(problem)
})

it('lets what went wrong come back after it has made room, but nothing else', () => {
  refused('conflict')
  const [problem] = shown()
  for (let n = 0; n < 5; n++) sayDone(`done ${n}`)
  expect(shown()).not.toContain(problem)
  for (const id of shown()) notifications.hide(id)
  expect(shown()).toEqual([problem])
})

it('says the same problem anew, as the newest', () => {
  refused('conflict')
  const [before] = shown()
  sayDone('a')
  refused('conflict')
  expect(shown()).toEqual([expect.stringMatching(/^problem/), expect.stringMatching(/^done/)])
  expect(shown()).not.toContain(before)
})

it('leaves nothing of one person to the next, nor the way back', async () => {
  const undo = vi.fn(async () => {})
  for (let n = 0; n < 5; n++) sayDone('a', undo)
  forgetSaid()
  expect(shown()).toEqual([])
  await undoLatest()
  expect(undo).not.toHaveBeenCalled()
})
