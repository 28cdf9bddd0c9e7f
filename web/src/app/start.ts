import { asProblem } from '@/api/problem'
import { type Session, session } from '@/api/session'
import { chooseZone } from '@/api/zone'
import { askAgain } from '@/data/ask'
import { client } from '@/data/client'
import { live } from '@/data/live'
import { modules } from './modules'
import { watchVersion } from './newVersion'

/** Before the first page: who is signed in here, by the cookie. Without a network the pages show what they remember. */
export async function startSession() {
  let owner: string | null = null
  session.listen((now, why) => {
    if (why === 'refreshed' && live.isStarted && ownerOf(now) === owner) return
    live.stop()
    // What is shown and was typed stays until the same person is back, or another comes.
    if (why === 'ended') return
    if (owner && owner === ownerOf(now)) void askAgain('/api/v1/')
    else if (owner || why !== 'refreshed') client.clear()
    owner = ownerOf(now)
    chooseZone(now?.user.time_zone)
    if (now) live.start()
  })
  for (const module of modules) module.start?.()
  void watchVersion()
  try {
    await session.resume()
  } catch (error) {
    if (!asProblem(error).isPassing) throw error
  }
}

const ownerOf = (now: Session | null) => now && `${now.user.id} ${now.tenant.id}`
