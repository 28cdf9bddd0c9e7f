import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { get } from '@/api/call'
import { send } from '@/api/send'

/** What could stand at the caret. The answer to an older question is not shown for a newer one. */
export function useCompletion(text: string, caret: number, enabled: boolean) {
  const [asked] = useDebouncedValue(JSON.stringify([text, caret]), 100)
  const [askedText, position] = JSON.parse(asked) as [string, number]
  const { data, isPlaceholderData } = useQuery({
    queryKey: ['complete_query', askedText, position],
    queryFn: async ({ signal }) =>
      (await send(get('/api/v1/tasks/filter/completion', { query: { text: askedText, position } }), { signal })).data,
    enabled,
    retry: false,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    gcTime: 60_000,
  })
  return enabled && data && !isPlaceholderData && askedText === text && position === caret ? data : null
}
