import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { post } from '@/api/call'
import { send } from '@/api/send'

/** What the server would understand. An answer that comes late is dropped: each text is a question of its own. */
export function usePreview(text: string, project_id?: string) {
  const query = useQuery({
    queryKey: ['quick_add', text, project_id],
    queryFn: async ({ signal }) =>
      (await send(post('/api/v1/tasks/quick_add', { body: { text, project_id, preview: true } }), { signal })).data,
    enabled: text.trim() !== '',
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 60_000,
    staleTime: 30_000,
  })
  return {
    preview: text.trim() === '' ? undefined : query.data,
    isOf: !query.isPlaceholderData,
    error: query.error,
  }
}
