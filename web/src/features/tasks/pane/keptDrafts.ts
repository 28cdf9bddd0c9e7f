import { isSamePerson, session } from '@/api/session'
import type { Draft } from './draft'

let kept = new Map<string, Draft>()
let whose = session.person

/** What is written late, of who was there before, goes where nobody looks. */
session.listen((now, why) => {
  if (why !== 'signed_out' && (now === null || isSamePerson(now, whose))) return
  whose = now
  kept = new Map()
})

/** Drafts that wait for a decision outlive the pane, until the page is closed or another person comes. */
export const keptDrafts = () => kept
