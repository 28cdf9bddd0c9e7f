export type Entry = { id: string; label: string; group: string }

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase()

/** Those in which each word of the text begins a word, or stands in one; the better ones first, else in their order. */
export function matching<E extends Entry>(entries: readonly E[], text: string): E[] {
  const words = plain(text).split(/\s+/).filter(Boolean)
  if (words.length === 0) return [...entries]
  return entries
    .map(entry => ({ entry, score: scoreOf(plain(entry.label), words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ entry }) => entry)
}

function scoreOf(label: string, words: readonly string[]): number {
  let score = 0
  for (const word of words) {
    if (label.startsWith(word)) score += 4
    else if (label.split(/[^\p{L}\p{N}]+/u).some(part => part.startsWith(word))) score += 2
    else if (label.includes(word)) score += 1
    else return 0
  }
  return score
}
