import type { Change } from '@/api/types'
import { today } from '@/i18n/format'

export type Line = { kind: 'day'; day: string } | { kind: 'change'; change: Change; undoneBy: string | null }

/** The changes as they stand on the page: a heading before each day, in the person's zone. */
export function linesOf(changes: readonly Change[], dayOf = (at: string) => today(new Date(at))): Line[] {
  const undone = undoneOf(changes)
  const lines: Line[] = []
  let day: string | null = null
  for (const change of changes) {
    const its = dayOf(change.at)
    if (its !== day) lines.push({ kind: 'day', day: its })
    day = its
    lines.push({ kind: 'change', change, undoneBy: undone.get(change.id) ?? null })
  }
  return lines
}

/** Which change took which back, as far as it still holds: an undo that was itself undone counts no more. */
export function undoneOf(changes: readonly Change[]): Map<string, string> {
  const undone = new Map<string, string>()
  // The newest come first, so what took an undo back is known before the undo is read.
  for (const change of changes) if (!undone.has(change.id)) for (const id of change.undoes) undone.set(id, change.id)
  return undone
}

/** What it was done to, without what was done: the summary is "Add task: Pay the rent". */
export function subjectOf({ summary }: Pick<Change, 'summary'>): string {
  const colon = summary.indexOf(': ')
  return colon < 0 ? '' : summary.slice(colon + 2)
}

/** A selection from one to another, in the order of the list. */
export function between(changes: readonly Change[], from: string, to: string): string[] {
  const [a, b] = [from, to].map(id => changes.findIndex(change => change.id === id))
  if (a === undefined || b === undefined || a < 0 || b < 0) return []
  return changes.slice(Math.min(a, b), Math.max(a, b) + 1).map(change => change.id)
}
