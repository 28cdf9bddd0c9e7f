// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react'
import { beforeEach, expect, it } from 'vitest'
import { session } from '@/api/session'
import type { SignedIn } from '@/api/types'
import { useDraft } from './useDraft'

const signIn = (user: string) =>
  session.open({ user: { id: user }, tenant: { id: 'home' }, access_token: user, expires_in: 600 } as SignedIn)

const pane = (theirs: string, save = async () => {}) => renderHook(() => useDraft('task', theirs, save))

/** Both have changed it, and the pane is closed before anybody has decided. */
function leave() {
  const { result, rerender, unmount } = renderHook(({ theirs }) => useDraft('task', theirs, async () => {}), {
    initialProps: { theirs: 'a' },
  })
  act(() => result.current.write('mine'))
  rerender({ theirs: 'theirs' })
  unmount()
}

beforeEach(() => {
  session.close('signed_out')
  signIn('ana')
})

it('is there when the same person comes back', () => {
  leave()
  session.close('ended')
  signIn('ana')
  expect(pane('theirs').result.current.text).toBe('mine')
})

it('is not there for the next person', () => {
  leave()
  session.close('ended')
  signIn('bob')
  expect(pane('theirs').result.current.text).toBe('theirs')
})

it('is not there after one has signed out', () => {
  leave()
  session.close('signed_out')
  signIn('ana')
  expect(pane('theirs').result.current.text).toBe('theirs')
})

it('does not come back for the next person when it could not be saved', async () => {
  let fail = (_: Error) => {}
  const saved = new Promise<void>((_, reject) => {
    fail = reject
  })
  const { result, unmount } = pane('a', () => saved)
  act(() => result.current.write('mine'))
  unmount()
  session.close('signed_out')
  signIn('bob')
  await act(async () => fail(new Error()))
  expect(pane('a').result.current.text).toBe('a')
})
