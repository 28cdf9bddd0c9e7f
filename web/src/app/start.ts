import { asProblem } from '@/api/problem'
import { session } from '@/api/session'
import { client } from '@/data/client'
import { live } from '@/data/live'
import { modules } from './modules'

/** Before the first page: who is signed in here, by the cookie. Without a network the pages show what they remember. */
export async function startSession() {
  session.listen((now, why) => {
    if (why === 'refreshed' && live.isStarted) return
    live.stop()
    if (why !== 'refreshed') client.clear()
    if (now) live.start()
  })
  for (const module of modules) module.start?.()
  try {
    await session.resume()
  } catch (error) {
    if (!asProblem(error).isPassing) throw error
  }
}
