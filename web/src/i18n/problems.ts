import i18next from 'i18next'
import type { InputError, Problem } from '@/api/problem'
import { t } from '.'

/** A problem in the person's language, by its code; the server's own words where a code has none. */
export function problemText(problem: Problem): { title: string; detail: string } {
  const title = problem.status === 0 ? t('problem.title.offline') : t('problem.title.refused')
  // What is wrong with the input says more than that it is wrong.
  const faults = problem.code === 'invalid_input' ? problem.errors.map(errorText).join(' ') : ''
  return { title, detail: faults || (say(problem.code, problem.params) ?? problem.message) }
}

/** What is wrong with one field. */
const errorText = (error: InputError): string => say(error.code, error.params ?? {}) ?? error.message

/** For forms: the fault of each field by its name. */
export const faultsOf = (problem: Problem): Record<string, string> =>
  Object.fromEntries(problem.errors.map(error => [error.pointer.replace(/^\//, ''), errorText(error)]))

function say(code: string, params: Record<string, unknown>): string | null {
  const key = `problem.code.${code}`
  return i18next.exists(key) ? String(i18next.t(key as never, params as never)) : null
}
