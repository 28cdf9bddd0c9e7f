import type { QuickSpan } from '@/api/types'

export type Kind = QuickSpan['kind']
export type Unresolved = { start: number; length: number; kind: Kind; value: string; reason: string }
type Segment = { start: number; text: string; kind: Kind | null; unresolved: boolean }

type Marks = { spans: readonly QuickSpan[]; unresolved: readonly Unresolved[] }

/** The text in pieces, each understood as one thing, not understood, or plain. Together they are the text, whatever the marks say. */
export function segments(text: string, { spans, unresolved }: Marks): Segment[] {
  const marks = [
    ...spans.map(span => ({ ...span, unresolved: false })),
    ...unresolved.map(one => ({ ...one, unresolved: true })),
  ]
    .filter(mark => mark.length > 0 && mark.start >= 0 && mark.start < text.length)
    .sort((one, other) => one.start - other.start)
  const pieces: Segment[] = []
  let at = 0
  const plain = (until: number) => {
    if (until > at) pieces.push({ start: at, text: text.slice(at, until), kind: null, unresolved: false })
  }
  for (const mark of marks) {
    // Of two that overlap the first one counts.
    if (mark.start < at) continue
    plain(mark.start)
    const end = Math.min(mark.start + mark.length, text.length)
    pieces.push({ start: mark.start, text: text.slice(mark.start, end), kind: mark.kind, unresolved: mark.unresolved })
    at = end
  }
  plain(text.length)
  return pieces
}

/**
 * Marks of what was written a moment ago, on what is written now: those before the place where the two begin to differ stay, those
 * behind it move along, what was touched goes. So nothing flickers until the answer comes.
 */
export function carried(marks: Marks, before: string, now: string): Marks {
  if (before === now) return marks
  let head = 0
  while (head < before.length && head < now.length && before[head] === now[head]) head++
  let tail = 0
  while (tail < before.length - head && tail < now.length - head && before.at(-1 - tail) === now.at(-1 - tail)) tail++
  const shift = now.length - before.length
  const move = <T extends { start: number; length: number }>(all: readonly T[]): T[] =>
    all.flatMap(mark => {
      if (mark.start + mark.length <= head) return [mark]
      if (mark.start >= before.length - tail) return [{ ...mark, start: mark.start + shift }]
      return []
    })
  return { spans: move(marks.spans), unresolved: move(marks.unresolved) }
}

/** Of lines that are pasted: those with something in them. */
export const linesOf = (text: string): string[] => text.split(/\r\n|\r|\n/).filter(line => line.trim() !== '')
