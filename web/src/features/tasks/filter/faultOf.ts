import { asProblem } from '@/api/problem'
import { type Fault, faultIn } from './completion'

/** What is wrong with a filter, in its place; other problems are shown where the list would be. */
export const faultOf = (error: unknown, filter: string, before: number): Fault | null =>
  error ? faultIn(filter, before, asProblem(error)) : null
