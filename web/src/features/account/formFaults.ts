import type { Problem } from '@/api/problem'
import { faultsOf, problemText } from '@/i18n/problems'

/** Refusals that are about one field though they name none. */
const fieldOf: Record<string, string> = { email_taken: 'email', other_email: 'email' }

export function formFaults(problem: Problem): Record<string, string> {
  const field = fieldOf[problem.code]
  return field ? { [field]: problemText(problem).detail } : faultsOf(problem)
}
