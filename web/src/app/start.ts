import { isSamePerson, type Person, session } from '@/api/session'
import { chooseZone } from '@/api/zone'
import { askAgain } from '@/data/again'
import { client } from '@/data/client'
import { live } from '@/data/live'
import { overlay } from '@/data/overlay'
import { restoreAnswers, startRemembering } from '@/offline/answers'
import { queue } from '@/offline/queue'
import { sendWaiting, startSending } from '@/offline/sending'
import { store } from '@/offline/store'
import { startUpdates } from '@/offline/update'
import { forgetSaid } from '@/ui/say'
import { modules } from './modules'

/** Who is remembered here does not wait longer for the server. */
const longestWait = 2_500

/** Before the first page: who is signed in here, by the cookie, and what they have seen here. */
export async function startSession() {
  session.listen((now, why) => {
    if (now && begun && store.isOf(now)) {
      // The same person with a fresh token.
      void begun.then(sendWaiting)
      return
    }
    begun = null
    live.stop()
    // What is shown and was typed stays until the same person is back, or another comes.
    if (why === 'ended' && session.last) return
    const isBack = now !== null && store.isOf(now)
    if (!isBack) forgetShown()
    if (now) void begin(now).then(() => void (isBack && askAgain('/api/v1/')))
    else if (why === 'signed_out') void store.erase()
  })
  startRemembering()
  startSending()
  startUpdates()
  for (const module of modules) module.start?.()
  await open()
}

async function open() {
  // Where the server cannot say, it is asked again by whatever is shown.
  const resumed = session.resume().catch(() => {})
  const { person } = session
  if (!person) return await resumed
  const begun = begin(person)
  await Promise.race([resumed, new Promise(go => setTimeout(go, longestWait))])
  await begun
}

let begun: Promise<void> | null = null

function begin(person: Person): Promise<void> {
  chooseZone(person.user.time_zone)
  begun = restore(person)
  return begun
}

async function restore(person: Person) {
  await store.use(person)
  await Promise.all([restoreAnswers(), queue.load()])
  // Meanwhile the session may have turned out to have ended, or to be another's.
  if (!isSamePerson(session.person, person)) return
  live.start()
  void sendWaiting()
}

/** Nothing of one person is shown to another. */
function forgetShown() {
  client.clear()
  overlay.clear()
  queue.forget()
  forgetSaid()
}
