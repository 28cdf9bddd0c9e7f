import { get } from '@/api/call'
import type { Label, Membership, Project } from '@/api/types'
import { useAsk, usePages } from '@/data/ask'

type Options = { enabled?: boolean; keep?: boolean }

export const tasksCall = (filter: string, limit = 200) => get('/api/v1/tasks', { query: { filter, limit } })

/** Page after page, in the filter's order. */
export const useTasks = (filter: string, options: Options = {}) => usePages(tasksCall(filter), options)

export const useTrash = () => usePages(get('/api/v1/tasks', { query: { deleted: true, limit: 100 } }))

export const useTask = (task_id: string, options: Options = {}) =>
  useAsk(get('/api/v1/tasks/{task_id}', { path: { task_id } }), options)

export const useSubtasks = (task_id: string, options: Options = {}) =>
  usePages(tasksCall(`parent:${task_id} order by position`, 100), options)

const long = 5 * 60_000

export const useProjects = () => useAsk(get('/api/v1/projects', { query: { limit: 200 } }), { staleTime: long })

export const useArchivedProjects = () => useAsk(get('/api/v1/projects', { query: { archived: true, limit: 200 } }))

export const useDeletedProjects = () => useAsk(get('/api/v1/projects', { query: { deleted: true, limit: 200 } }))

export const useProject = (project_id: string, options: Options = {}) =>
  useAsk(get('/api/v1/projects/{project_id}', { path: { project_id } }), options)

export const useSections = (project_id: string | undefined) =>
  useAsk(
    get('/api/v1/projects/{project_id}/sections', { path: { project_id: project_id ?? '' }, query: { limit: 200 } }),
    { enabled: project_id !== undefined, staleTime: long },
  )

export const useLabels = () => useAsk(get('/api/v1/labels', { query: { limit: 200 } }), { staleTime: long })

export const useMembers = () => useAsk(get('/api/v1/memberships', { query: { limit: 200 } }), { staleTime: long })

export const useViews = () => useAsk(get('/api/v1/views', { query: { limit: 200 } }), { staleTime: long })

const byId = <T>(rows: readonly T[] | undefined, id: (row: T) => string) =>
  new Map((rows ?? []).map(row => [id(row), row]))

export const projectsById = (projects: readonly Project[] | undefined) => byId(projects, project => project.id)
export const labelsById = (labels: readonly Label[] | undefined) => byId(labels, label => label.id)
export const membersById = (members: readonly Membership[] | undefined) => byId(members, member => member.user_id)
