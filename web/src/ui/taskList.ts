/** A box that can be ticked, as Markdown of GitHub has them: `- [ ] milk`, `1. [x] eggs`, also in quotes and below others. */
const box = /^((?:\s*>)*\s*(?:[-*+]|\d{1,9}[.)])\s+)\[([ xX])\](?=\s+\S)/
const fence = /^(?:\s*>)*\s*(`{3,}|~{3,})/

/** The lines that have one, in order; what stands in a block of code has none. */
function boxLines(lines: readonly string[]): number[] {
  const found: number[] = []
  let open: string | null = null
  lines.forEach((line, index) => {
    const mark = fence.exec(line)?.[1]
    if (open !== null) {
      if (mark?.startsWith(open) && mark[0] === open[0]) open = null
    } else if (mark) open = mark
    else if (box.test(line)) found.push(index)
  })
  return found
}

export const countBoxes = (text: string): number => boxLines(text.split('\n')).length

/** The text with its nth box ticked or not; everything else stays as it was written. */
export function toggleBox(text: string, nth: number): string {
  const lines = text.split('\n')
  const at = boxLines(lines)[nth]
  if (at === undefined) return text
  lines[at] = lines[at]!.replace(box, (_, before: string, mark: string) => `${before}[${mark === ' ' ? 'x' : ' '}]`)
  return lines.join('\n')
}
