import {
  type InfiniteData,
  keepPreviousData,
  type UseQueryResult,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Call } from '@/api/call'
import { send } from '@/api/send'
import type { Page, RowChange } from '@/api/types'
import { useOverlay } from './overlay'
import { laidOver, newRow } from './showing'

type Options<T = unknown> = {
  enabled?: boolean
  keep?: boolean
  staleTime?: number
  /** Asked again after so many ms, where nothing tells of a change. */
  every?: number | ((answer: T | undefined) => number)
  /** Not remembered on this device: what is asked while one types, say. */
  forget?: boolean
}

/** The one way to ask. `keep` shows the last answer until the next one is there (a filter that is being written). */
export function useAsk<T>(call: Call<T>, { enabled = true, keep = false, staleTime, every, forget }: Options<T> = {}) {
  const query = useQuery({
    queryKey: [call.path],
    queryFn: async ({ signal }) => (await send(call, { signal })).data,
    enabled,
    select: useLaidOver<T>(call.path),
    ...(staleTime === undefined ? {} : { staleTime }),
    ...(every === undefined ? {} : { refetchInterval: paused(every) }),
    ...(keep ? { placeholderData: keepPreviousData } : {}),
    ...(forget ? { meta: { forget } } : {}),
  })
  const showings = useOverlay(call.path)
  const added = useMemo(() => newRow(showings, call.path), [showings, call.path])
  return added && query.data === undefined ? known(query, added as T) : query
}

export type Preview<T> = { preview: true; result: T; changes: RowChange[] }

/** What a command would do, without doing it. The last answer stays until the next one is there. */
export const usePreview = <T>(call: Call<T>, { enabled = true }: Options = {}) =>
  useQuery({
    queryKey: [call.path, 'preview', JSON.stringify(call.body)],
    queryFn: async ({ signal }) => (await send(call, { signal, preview: true })).data as unknown as Preview<T>,
    enabled,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    placeholderData: keepPreviousData,
    meta: { forget: true },
  })

/** The one way to list: page after page, as `items`. */
export function usePages<T>(call: Call<Page<T>>, { enabled = true, keep = false, forget }: Options = {}) {
  const query = useInfiniteQuery({
    queryKey: [call.path, 'pages'],
    queryFn: async ({ pageParam, signal }) => (await send(after(call, pageParam), { signal })).data,
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next_cursor,
    enabled,
    select: useLaidOver<InfiniteData<Page<T>, string | null>>(call.path),
    ...(keep ? { placeholderData: keepPreviousData } : {}),
    ...(forget ? { meta: { forget } } : {}),
  })
  const items = useMemo(() => query.data?.pages.flatMap(page => page.items) ?? [], [query.data])
  return { ...query, items }
}

function useLaidOver<T>(asked: string): (answer: T) => T {
  const showings = useOverlay(asked)
  return useMemo(() => (answer: T) => laidOver(showings, asked, answer), [showings, asked])
}

const paused = <T>(every: number | ((answer: T | undefined) => number)) =>
  typeof every === 'number' ? every : ({ state }: { state: { data: T | undefined } }) => every(state.data)

/** The server has not heard of the row yet: what is shown of it is its answer. */
const known = <T>(query: UseQueryResult<T>, data: T): UseQueryResult<T> =>
  ({
    ...query,
    data,
    status: 'success',
    isSuccess: true,
    isPending: false,
    isLoading: false,
    isError: false,
    isLoadingError: false,
    error: null,
  }) as UseQueryResult<T>

const after = <T>(call: Call<T>, cursor: string | null): Call<T> =>
  cursor === null
    ? call
    : { ...call, path: `${call.path}${call.path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}` }
