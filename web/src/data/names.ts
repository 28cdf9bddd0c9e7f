import { useMemo } from 'react'
import { get } from '@/api/call'
import { useAsk } from './ask'
import { client } from './client'
import { useMay } from './me'

export type Names = { get: (id: string) => string | undefined }

const all = { limit: 200 }

/** What ids are called, of what is asked often anyway; rows that were seen on other pages are known, too. */
export function useNames(): Names {
  const mayRead = useMay('read:tasks')
  const options = { staleTime: 5 * 60_000 }
  const { data: people } = useAsk(get('/api/v1/memberships', { query: all }), options)
  const { data: projects } = useAsk(get('/api/v1/projects', { query: all }), { ...options, enabled: mayRead })
  const { data: labels } = useAsk(get('/api/v1/labels', { query: all }), { ...options, enabled: mayRead })
  const { data: me } = useAsk(get('/api/v1/me'), options)
  return useMemo(() => {
    const known = new Map<string, string>()
    for (const person of people?.items ?? []) known.set(person.user_id, person.display_name)
    if (me) known.set(me.user.id, me.user.display_name)
    for (const row of [...(projects?.items ?? []), ...(labels?.items ?? [])]) known.set(row.id, row.name)
    return { get: id => known.get(id) ?? noted.get(id) ?? seen(id) }
  }, [people, projects, labels, me])
}

const noted = new Map<string, string>()
const most = 2_000

/** What an answer that is no list of rows has told by the way. */
export function noteName(id: string, name: string) {
  if (noted.size >= most) noted.clear()
  noted.set(id, name)
}

type Row = { id?: unknown; title?: unknown; name?: unknown }

/** The name of a row that a page has shown in this session. */
function seen(id: string): string | undefined {
  for (const query of client.getQueryCache().getAll()) {
    const data = query.state.data as { items?: Row[]; pages?: { items?: Row[] }[] } & Row
    const rows = data?.items ?? data?.pages?.flatMap(page => page.items ?? []) ?? (data ? [data] : [])
    if (!Array.isArray(rows)) continue
    const row = rows.find(one => one?.id === id)
    const name = row?.title ?? row?.name
    if (typeof name === 'string') return name
  }
}
