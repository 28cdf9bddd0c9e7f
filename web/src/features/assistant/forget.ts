import { session } from '@/api/session'

/** What was followed and said for one person is not there for the next. Little of this module is loaded before it is used. */
export const forgetAtSignOut = () =>
  session.listen((_, why) => {
    if (why === 'refreshed') return
    void import('./run/runs').then(({ forgetRuns }) => forgetRuns())
    void import('./run/outbox').then(({ outbox }) => outbox.clear())
  })
