export type Piece = { kind: 'same' | 'old' | 'new'; text: string }

/** Above this many words on both sides together no table is made: old and new stand one below the other. */
const most = 1_500

/** What was taken out of a text and what was put in, in words. Time and memory are bounded. */
export function diffWords(before: string, after: string): Piece[] {
  const [a, b] = [split(before), split(after)]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const middle = between(a.slice(start, a.length - end), b.slice(start, b.length - end))
  return joined([...a.slice(0, start).map(same), ...middle, ...(end > 0 ? a.slice(a.length - end) : []).map(same)])
}

const same = (text: string): Piece => ({ kind: 'same', text })
const old = (text: string): Piece => ({ kind: 'old', text })
const added = (text: string): Piece => ({ kind: 'new', text })

/** Words with the blanks behind them, so that the pieces put together are the text. */
const split = (text: string): string[] => text.match(/\s*\S+|\s+$/g) ?? []

function between(a: string[], b: string[]): Piece[] {
  if (a.length === 0 || b.length === 0 || a.length + b.length > most) return [...a.map(old), ...b.map(added)]
  // Longest common subsequence. https://en.wikipedia.org/wiki/Longest_common_subsequence
  const width = b.length + 1
  const table = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      table[i * width + j] =
        a[i] === b[j]
          ? table[(i + 1) * width + j + 1]! + 1
          : Math.max(table[(i + 1) * width + j]!, table[i * width + j + 1]!)
  const pieces: Piece[] = []
  let [i, j] = [0, 0]
  while (i < a.length && j < b.length)
    if (a[i] === b[j]) {
      pieces.push(same(a[i]!))
      i++
      j++
    } else if (table[(i + 1) * width + j]! >= table[i * width + j + 1]!) pieces.push(old(a[i++]!))
    else pieces.push(added(b[j++]!))
  return [...pieces, ...a.slice(i).map(old), ...b.slice(j).map(added)]
}

/** Neighbours of one kind are one piece; of a run of changes the old words come first, then the new. */
function joined(pieces: Piece[]): Piece[] {
  const result: Piece[] = []
  let [gone, come] = ['', '']
  const flush = () => {
    if (gone) result.push(old(gone))
    if (come) result.push(added(come))
    gone = ''
    come = ''
  }
  for (const { kind, text } of pieces)
    if (kind === 'old') gone += text
    else if (kind === 'new') come += text
    else {
      flush()
      const latest = result.at(-1)
      if (latest?.kind === 'same') latest.text += text
      else result.push(same(text))
    }
  flush()
  return result
}
