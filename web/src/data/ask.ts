import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { Call } from '@/api/call'
import { send } from '@/api/send'
import type { Page } from '@/api/types'
import { client } from './client'

type Options = {
  enabled?: boolean
  keep?: boolean
  staleTime?: number
  /** Asked again after so many ms, where nothing tells of a change. */
  every?: number
}

/** The one way to ask. `keep` shows the last answer until the next one is there (a filter that is being written). */
export const useAsk = <T>(call: Call<T>, { enabled = true, keep = false, staleTime, every }: Options = {}) =>
  useQuery({
    queryKey: [call.path],
    queryFn: async ({ signal }) => (await send(call, { signal })).data,
    enabled,
    ...(staleTime === undefined ? {} : { staleTime }),
    ...(every === undefined ? {} : { refetchInterval: every }),
    ...(keep ? { placeholderData: keepPreviousData } : {}),
  })

/** The one way to list: page after page, as `items`. */
export function usePages<T>(call: Call<Page<T>>, { enabled = true, keep = false }: Options = {}) {
  const query = useInfiniteQuery({
    queryKey: [call.path, 'pages'],
    queryFn: async ({ pageParam, signal }) => (await send(after(call, pageParam), { signal })).data,
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next_cursor,
    enabled,
    ...(keep ? { placeholderData: keepPreviousData } : {}),
  })
  return { ...query, items: query.data?.pages.flatMap(page => page.items) ?? [] }
}

const after = <T>(call: Call<T>, cursor: string | null): Call<T> =>
  cursor === null
    ? call
    : { ...call, path: `${call.path}${call.path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}` }

/** What begins so is asked again, where it is shown. */
export const askAgain = (...beginnings: string[]) =>
  client.invalidateQueries({
    predicate: ({ queryKey: [path] }) =>
      typeof path === 'string' && beginnings.some(beginning => path.startsWith(beginning)),
  })
