import { asProblem, Problem } from '@/api/problem'
import { session } from '@/api/session'
import { askSoon } from '@/data/again'
import { live } from '@/data/live'
import { deliver, type Outcome } from './deliver'
import { exclusively } from './lock'
import { queue } from './queue'
import { store } from './store'
import { concerns, isAdd, type Refusal, type Waiting } from './waiting'

const shortest = 2_000
const longest = 60_000
/** After so many faults of the server's own, a person has to look at it; the others are not kept from going on. */
const mostFaults = 5

let attempts = 0
let timer: number | undefined
let isSending = false

/** Sends what waits, in order, each once; one tab at a time. */
export async function sendWaiting() {
  window.clearTimeout(timer)
  if (isSending || !next()) return
  isSending = true
  let isThrough = false
  try {
    await exclusively(async keep => {
      // Another tab may have sent them.
      await queue.load()
      isThrough = await sendAll(keep)
    })
  } finally {
    isSending = false
  }
  // What was added while the lock was given back.
  if (isThrough) await sendWaiting()
}

/** Whether all has been sent that can be. Ends where another store is opened: its own changes come after. */
async function sendAll(keep: () => Promise<void>): Promise<boolean> {
  const { name } = store
  let isThrough = true
  const asks = new Set<string>()
  for (let waiting = next(); waiting; waiting = next()) {
    await keep()
    isThrough = await sendOne(waiting)
    if (store.name !== name) return true
    for (const path of waiting.asks) asks.add(path)
    if (!isThrough) break
    attempts = 0
  }
  if (asks.size > 0) askSoon(...asks, '/api/v1/changes?')
  return isThrough
}

/** Whether to go on with the next. */
async function sendOne(waiting: Waiting): Promise<boolean> {
  if (!(await hasToken()) || !isStillHere(waiting)) return false
  const outcome = await deliver(waiting, async rebased => {
    await queue.put(rebased)
    if (!isStillHere(rebased)) throw Problem.sessionChanged()
  })
  return isStillHere(waiting) && (await settle(waiting, outcome))
}

/** The first that does not depend on one which a person has to decide. */
const next = (): Waiting | undefined =>
  queue.items.find(
    (item, n) =>
      item.state === 'waiting' &&
      !queue.items.slice(0, n).some(earlier => isForPerson(earlier) && concerns(item, earlier.of)),
  )

const isForPerson = ({ state }: Waiting) => state === 'conflict' || state === 'deleted'

/** Nothing of one person is sent as another, who signed in elsewhere in this browser, nor in another tenant. */
const isStillHere = (waiting: Waiting) => store.name === waiting.store && store.isOf(session.person)

async function hasToken(): Promise<boolean> {
  try {
    return (await session.token()) !== null
  } catch (error) {
    later(asProblem(error).retryAfter)
    return false
  }
}

async function settle(waiting: Waiting, outcome: Outcome): Promise<boolean> {
  switch (outcome.kind) {
    case 'done':
      await queue.finish(waiting, outcome)
      return true
    case 'conflict':
    case 'deleted':
      await queue.put({ ...waiting, state: outcome.kind, theirs: outcome.theirs })
      return true
    case 'refused':
      await refuse(waiting, outcome.problem)
      return true
    case 'signedOut':
      return false
    case 'later':
      if (outcome.isFault && waiting.tries + 1 >= mostFaults) {
        await refuse(waiting, { status: 500, code: 'server_fault', params: {}, message: 'The server failed at it.' })
        return true
      }
      if (outcome.isFault) await queue.put({ ...waiting, tries: waiting.tries + 1 })
      later(outcome.after)
      return false
  }
}

/** With the add of a row goes what was done to that row. */
async function refuse(waiting: Waiting, { status, code, params, message }: Refusal) {
  await queue.put({ ...waiting, state: 'refused', problem: { status, code, params, message } })
  if (!isAdd(waiting)) return
  for (const item of queue.items.filter(
    one => one.n! > waiting.n! && one.state !== 'refused' && concerns(one, waiting.of),
  ))
    await queue.put({
      ...item,
      state: 'refused',
      problem: { status: 409, code: 'add_refused', params: {}, message: 'What it was about could not be added.' },
    })
}

function later(after?: number) {
  window.clearTimeout(timer)
  const pause = after ?? Math.min(longest, shortest * 2 ** attempts++) * (0.75 + Math.random() / 2)
  timer = window.setTimeout(() => void sendWaiting(), pause)
}

const soon = () => {
  attempts = 0
  void sendWaiting()
}

/** When the network is back, by whatever sign of it. */
export function startSending() {
  queue.wake = () => void sendWaiting()
  window.addEventListener('online', soon)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') soon()
  })
  live.onState(() => {
    if (live.state === 'live') soon()
  })
}
