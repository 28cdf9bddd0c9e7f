import { QueryClient } from '@tanstack/react-query'
import { asProblem } from '@/api/problem'

/** What has been asked is kept for the session, shown at once, and asked again when something has changed. */
export const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      gcTime: 24 * 60 * 60_000,
      networkMode: 'always',
      refetchOnWindowFocus: true,
      retry: (count, error) => count < 2 && asProblem(error).status >= 502,
    },
    mutations: { networkMode: 'always', retry: false },
  },
})
