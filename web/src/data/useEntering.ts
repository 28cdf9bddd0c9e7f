import type { FormEvent } from 'react'
import type { Call } from '@/api/call'
import { session } from '@/api/session'
import type { SignedIn } from '@/api/types'
import { useChange } from './change'

/** A form that ends in a session: who signs in or up, or accepts an invitation. */
export function useEntering(call: () => Call<unknown>, then?: () => unknown) {
  const entering = useChange<void, unknown>({ call, asks: [], quiet: true })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const answer = await entering.mutateAsync().catch(() => null)
    if (!answer) return
    session.open(answer.data as SignedIn)
    await then?.()
  }
  return { submit, error: entering.error, isPending: entering.isPending, isSuccess: entering.isSuccess }
}
