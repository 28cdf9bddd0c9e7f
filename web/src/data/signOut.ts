import { useSyncExternalStore } from 'react'
import { post } from '@/api/call'
import { asProblem } from '@/api/problem'
import { send } from '@/api/send'
import { session } from '@/api/session'
import { queue } from '@/offline/queue'
import { sayProblem } from '@/ui/say'

let answer: ((yes: boolean) => void) | null = null
const listeners = new Set<() => void>()

const tell = (next: typeof answer) => {
  answer = next
  for (const listener of listeners) listener()
}

/** Whether is asked if what waits may be lost; `give` answers. */
export const signingOut = {
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  get isAsked() {
    return answer !== null
  },
  give(yes: boolean) {
    answer?.(yes)
    tell(null)
  },
}

export const useSigningOut = () => useSyncExternalStore(signingOut.subscribe, () => signingOut.isAsked)

/** Ends the session and erases what this device keeps of it; asks first if something waits. False: the person stays. */
export async function signOut(): Promise<boolean> {
  await queue.load()
  if (queue.items.length > 0 && !(await new Promise<boolean>(tell))) return false
  try {
    await send(post('/api/v1/auth/sign_out', { body: {} }))
  } catch (error) {
    const problem = asProblem(error)
    // Only the server can end the cookie: without it one would stay signed in, and believe otherwise.
    if (problem.status !== 401) {
      sayProblem(problem)
      return false
    }
  }
  session.close('signed_out')
  return true
}
