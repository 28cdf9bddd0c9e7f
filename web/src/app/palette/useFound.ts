import { IconCircle, IconCircleCheck, IconFilter, IconFolder } from '@tabler/icons-react'
import { useNavigate } from 'react-router'
import { get } from '@/api/call'
import { useAsk } from '@/data/ask'
import { pathOf } from '@/data/paths'
import { matching } from './match'
import type { PaletteEntry } from './useEntries'

/** Tasks, projects and views of which the text tells. */
export function useFound(text: string): { entries: PaletteEntry[]; isComing: boolean } {
  const navigate = useNavigate()
  const enabled = text.trim().length > 1
  const options = { enabled, keep: true, forget: true }
  const tasks = useAsk(get('/api/v1/tasks', { query: { text: text.trim(), limit: 8 } }), options)
  const named = useAsk(get('/api/v1/names', { query: { text: text.trim() } }), options)
  const projects = useAsk(get('/api/v1/projects', { query: { limit: 200 } }))
  const views = useAsk(get('/api/v1/views', { query: { limit: 200 } }))

  const listed = tasks.data?.items ?? []
  const byName = (named.data?.items ?? []).filter(
    one => one.entity === 'task' && listed.every(task => task.id !== one.id),
  )
  const entries: PaletteEntry[] = [
    ...byName.map(one => ({
      id: one.id,
      group: 'shell.palette.tasks',
      label: one.name,
      icon: IconCircle,
      run: () => navigate(pathOf('task', one.id)!),
    })),
    ...listed.map(task => ({
      id: task.id,
      group: 'shell.palette.tasks',
      label: task.title,
      hint: task.project,
      icon: task.completed_at ? IconCircleCheck : IconCircle,
      run: () => navigate(pathOf('task', task.id)!),
    })),
    ...matching(
      (projects.data?.items ?? []).map(project => ({
        id: project.id,
        group: 'shell.palette.projects',
        label: project.name,
        icon: IconFolder,
        run: () => navigate(pathOf('project', project.id)!),
      })),
      text,
    ).slice(0, 6),
    ...matching(
      (views.data?.items ?? []).map(view => ({
        id: view.id,
        group: 'shell.palette.views',
        label: view.name,
        icon: IconFilter,
        run: () => navigate(pathOf('view', view.id)!),
      })),
      text,
    ).slice(0, 6),
  ]
  return { entries: enabled ? entries : [], isComing: enabled && (tasks.isFetching || named.isFetching) }
}
