type Completion = { start: number; length: number; suggestions: readonly Suggestion[] }
export type Suggestion = { insert: string; kind: string; description: string }

/** The text with a suggestion taken, and where the caret stands then. */
export function taken(text: string, { start, length }: Completion, { insert, kind }: Suggestion) {
  const after = text.slice(start + length)
  // A value follows a field at once; all else is followed by the next word.
  const blank = kind === 'field' || /^[\s)]/.test(after) || /[(:]$/.test(insert) ? '' : ' '
  const written = insert + blank
  return { text: text.slice(0, start) + written + after, caret: start + written.length }
}

/** Whether taking it would change nothing: then Enter asks, rather than takes. */
export const isWhole = (text: string, { start, length }: Completion, { insert }: Suggestion): boolean =>
  text.slice(start, start + length).toLowerCase() === insert.toLowerCase()

export type Fault = { start: number; length: number; message: string }

/** Where the server found fault, as a place in what the person wrote. `before` characters stand in front of that. */
export function faultIn(
  written: string,
  before: number,
  problem: {
    code: string
    message: string
    params: Record<string, unknown>
    errors: readonly { code: string; message: string }[]
  },
): Fault | null {
  const { position, length } = problem.params
  const isQuery = problem.errors.some(error => error.code === 'invalid_query')
  if (!isQuery || typeof position !== 'number') return null
  // The server counts from 1.
  const start = Math.min(Math.max(position - 1 - before, 0), written.length)
  const wanted = typeof length === 'number' ? length : 0
  return {
    start,
    length: Math.min(Math.max(wanted, 1), Math.max(written.length - start, 1)),
    message: messageOf(problem),
  }
}

/** Without the place in the whole: that is shown. */
const messageOf = (problem: { message: string; errors: readonly { message: string }[] }): string => {
  const text = (problem.errors[0]?.message ?? problem.message)
    .replace(/^At character \d+ /, '')
    .replace(/^\('(.*?)'\): /, '“$1”: ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}
