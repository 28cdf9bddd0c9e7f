import { type Input, newId, patch, post, put, remove } from '@/api/call'
import type { Project, Section } from '@/api/types'
import { useChange } from '@/data/change'
import type { Shown } from '@/data/shown'
import { t } from '@/i18n'

const projectsAsked = ['/api/v1/projects', '/api/v1/tasks']

type NewProject = Input<'POST', '/api/v1/projects'> & { id: string }

export const useAddProject = () =>
  useChange<NewProject, Project>({
    call: body => post('/api/v1/projects', { body }),
    asks: projectsAsked,
    says: project => t('tasks.said.added', { title: project.name }),
    quiet: true,
  })

const showProject = (shown: Shown, id: string, change: (project: Project) => Project | null) =>
  shown.row<Project>('/api/v1/projects', id, change)

type ProjectUpdate = { project: Project; changes: Input<'PATCH', '/api/v1/projects/{project_id}'> }
const at = (project: Project) => ({ path: { project_id: project.id } })

export const useUpdateProject = () =>
  useChange<ProjectUpdate, Project>({
    call: ({ project, changes }) => patch('/api/v1/projects/{project_id}', { ...at(project), body: changes }),
    shows: (shown, { project, changes }) =>
      showProject(shown, project.id, row => ({ ...row, ...changes, name: changes.name ?? row.name, key: row.key })),
    asks: projectsAsked,
    says: ({ project, changes }) => t('tasks.said.changed', { title: changes.name ?? project.name }),
  })

export const useShareProject = () =>
  useChange<{ project: Project; member_ids: string[] | null }, Project>({
    call: ({ project, member_ids }) =>
      put('/api/v1/projects/{project_id}/members', { ...at(project), body: { member_ids } }),
    asks: projectsAsked,
    says: ({ project }) => t('tasks.said.shared', { title: project.name }),
    quiet: true,
  })

export const useMoveProject = () =>
  useChange<{ project: Project; to: Input<'POST', '/api/v1/projects/{project_id}/move'> }, Project>({
    call: ({ project, to }) => post('/api/v1/projects/{project_id}/move', { ...at(project), body: to }),
    asks: projectsAsked,
    says: ({ project }) => t('tasks.said.moved', { title: project.name }),
  })

export const useArchiveProject = () =>
  useChange<Project, Project>({
    call: project => post('/api/v1/projects/{project_id}/archive', { ...at(project), body: {} }),
    shows: (shown, project) => showProject(shown, project.id, () => null),
    asks: projectsAsked,
    says: project => t('tasks.said.archived', { title: project.name }),
  })

export const useUnarchiveProject = () =>
  useChange<Project, Project>({
    call: project => remove('/api/v1/projects/{project_id}/archive', at(project)),
    asks: projectsAsked,
    says: project => t('tasks.said.restored', { title: project.name }),
  })

export const useDeleteProject = () =>
  useChange<Project, Project>({
    call: project => remove('/api/v1/projects/{project_id}', at(project)),
    shows: (shown, project) => showProject(shown, project.id, () => null),
    asks: projectsAsked,
    says: project => t('tasks.said.deleted', { title: project.name }),
  })

export const useRestoreProject = () =>
  useChange<Project, Project>({
    call: project => post('/api/v1/projects/{project_id}/restoration', { ...at(project), body: {} }),
    asks: projectsAsked,
    says: project => t('tasks.said.restored', { title: project.name }),
  })

export const useAddSection = () =>
  useChange<{ project_id: string; name: string }, Section>({
    call: ({ project_id, name }) =>
      post('/api/v1/projects/{project_id}/sections', { path: { project_id }, body: { name, id: newId() } }),
    asks: projectsAsked,
    says: ({ name }) => t('tasks.said.added', { title: name }),
  })

export const useUpdateSection = () =>
  useChange<{ section: Section; changes: Input<'PATCH', '/api/v1/sections/{section_id}'> }, Section>({
    call: ({ section, changes }) =>
      patch('/api/v1/sections/{section_id}', { path: { section_id: section.id }, body: changes }),
    shows: (shown, { section, changes }) =>
      shown.row<Section>('/api/v1/projects', section.id, row => ({ ...row, name: changes.name ?? row.name })),
    asks: projectsAsked,
    says: ({ section, changes }) => t('tasks.said.changed', { title: changes.name ?? section.name }),
  })

export const useDeleteSection = () =>
  useChange<Section>({
    call: section => remove('/api/v1/sections/{section_id}', { path: { section_id: section.id } }),
    shows: (shown, section) => shown.row('/api/v1/projects', section.id, () => null),
    asks: projectsAsked,
    says: section => t('tasks.said.deleted', { title: section.name }),
  })
