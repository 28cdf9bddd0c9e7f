import { useDebouncedValue } from '@mantine/hooks'
import { get } from '@/api/call'
import { useAsk } from '@/data/ask'

/** What could stand at the caret. The answer to an older question is not shown for a newer one. */
export function useCompletion(text: string, caret: number, enabled: boolean) {
  const [asked] = useDebouncedValue(JSON.stringify([text, caret]), 100)
  const [askedText, position] = JSON.parse(asked) as [string, number]
  const { data, isPlaceholderData } = useAsk(
    get('/api/v1/tasks/filter/completion', { query: { text: askedText, position } }),
    { enabled, keep: true, forget: true },
  )
  return enabled && data && !isPlaceholderData && askedText === text && position === caret ? data : null
}
