import { post, type Result } from '@/api/call'
import { send } from '@/api/send'
import type { Task } from '@/api/types'
import { zone } from '@/api/zone'

/** Words stand behind a title, as in quick add: it reads a line, and a line needs one. */
const title = 'x'

export const behindTitle = (words: string) => `${title} ${words.replace(/\s+/g, ' ').trim()}`

type Understood = Pick<Result<'POST', '/api/v1/tasks/quick_add'>['items'][number], 'title' | 'task'>

/** When words mean, "tomorrow at 9"; null where they are not understood as nothing but that. */
export const dueIn = ({ items: [item] }: { items: readonly Understood[] }): Task['due'] =>
  item?.title === title ? item.task.due : null

export async function dueOfWords(words: string): Promise<Task['due']> {
  const body = { text: behindTitle(words), time_zone: zone(), preview: true }
  return dueIn((await send(post('/api/v1/tasks/quick_add', { body }))).data)
}
