const fence = /^ {0,3}(```|~~~)/

/**
 * Cuts Markdown where nothing that comes later can change what stands before: while an answer grows only its last block is read
 * anew. Not within code, and not between the items of a list.
 */
export function blocksOf(text: string): string[] {
  const blocks: string[] = []
  let lines: string[] = []
  let isCode = false
  let isGap = false
  for (const line of text.split('\n')) {
    if (isGap && !isCode && line !== '' && !/^(\s|[-*+]( |$)|\d+([.)]( |$)|$)|>)/.test(line)) {
      blocks.push(lines.join('\n'))
      lines = []
    }
    if (fence.test(line)) isCode = !isCode
    isGap = line.trim() === ''
    lines.push(line)
  }
  if (lines.some(line => line.trim() !== '')) blocks.push(lines.join('\n'))
  return blocks
}
