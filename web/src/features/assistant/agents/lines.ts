/** The server's findings begin with their line. */
export const lineOf = (finding: string): number | null => Number(/^Line (\d+):/.exec(finding)?.[1]) || null

/** Where a line stands in a text, counted from 1. */
export function placeOfLine(text: string, line: number): { start: number; end: number } {
  const lines = text.split('\n')
  const before = lines.slice(0, Math.max(0, line - 1))
  const start = Math.min(
    text.length,
    before.reduce((sum, one) => sum + one.length + 1, 0),
  )
  return { start, end: start + (lines[line - 1]?.length ?? 0) }
}
