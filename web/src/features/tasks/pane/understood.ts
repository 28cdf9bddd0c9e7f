import { post } from '@/api/call'
import { send } from '@/api/send'
import type { Task } from '@/api/types'
import { zone } from '@/api/zone'

/** Words stand behind a title, as in quick add: it reads a line, and a line needs one. */
const title = 'x'

/** When words mean, "tomorrow at 9"; null where they are not understood as nothing but that. */
export async function dueOfWords(words: string, signal?: AbortSignal): Promise<Task['due']> {
  const call = post('/api/v1/tasks/quick_add', {
    body: { text: `${title} ${words.replace(/\s+/g, ' ').trim()}`, time_zone: zone(), preview: true },
  })
  const { data } = await send(call, { ...(signal ? { signal } : {}) })
  const [item] = data.items
  return item?.title === title ? (item.task.due ?? null) : null
}
