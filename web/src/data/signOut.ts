import { useSyncExternalStore } from 'react'
import { post } from '@/api/call'
import { asProblem } from '@/api/problem'
import { send } from '@/api/send'
import { session } from '@/api/session'
import { store } from '@/offline/store'
import { sayProblem } from '@/ui/say'

type Question = { count: number; answer: (yes: boolean) => void }

let question: Question | null = null
const listeners = new Set<() => void>()

const tell = (next: Question | null) => {
  question = next
  for (const listener of listeners) listener()
}

/** Whether what waits may be lost; `give` answers. */
export const signingOut = {
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  /** How many changes would be lost; 0: nothing is asked. */
  get count() {
    return question?.count ?? 0
  },
  give(yes: boolean) {
    question?.answer(yes)
    tell(null)
  },
}

export const useSigningOut = () => useSyncExternalStore(signingOut.subscribe, () => signingOut.count)

/** Ends the session and erases what this device keeps of the person; asks first if something waits. False: the person stays. */
export async function signOut(): Promise<boolean> {
  const count = await store.countWaiting()
  if (count > 0 && !(await new Promise<boolean>(answer => tell({ count, answer })))) return false
  // One that has ended by itself is not ended again: the cookie may be another's by now.
  if (session.person && !(await endSession())) return false
  session.close('signed_out')
  return true
}

async function endSession(): Promise<boolean> {
  try {
    await send(post('/api/v1/auth/sign_out', { body: {} }))
    return true
  } catch (error) {
    const problem = asProblem(error)
    if (problem.status === 401) return true
    // Only the server can end the cookie: without it one would stay signed in, and believe otherwise.
    sayProblem(problem)
    return false
  }
}
