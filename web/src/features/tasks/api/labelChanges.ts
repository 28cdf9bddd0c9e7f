import { type Input, patch, post, remove } from '@/api/call'
import type { Label, View } from '@/api/types'
import { useChange } from '@/data/change'
import { t } from '@/i18n'

const labelsAsked = ['/api/v1/labels', '/api/v1/tasks']
const viewsAsked = ['/api/v1/views']

export const useAddLabel = () =>
  useChange<Input<'POST', '/api/v1/labels'> & { id: string }, Label>({
    call: body => post('/api/v1/labels', { body }),
    asks: labelsAsked,
    says: label => t('tasks.said.added', { title: label.name }),
  })

export const useUpdateLabel = () =>
  useChange<{ label: Label; changes: Input<'PATCH', '/api/v1/labels/{label_id}'> }, Label>({
    call: ({ label, changes }) => patch('/api/v1/labels/{label_id}', { path: { label_id: label.id }, body: changes }),
    shows: (shown, { label, changes }) =>
      shown.row<Label>('/api/v1/labels', label.id, row => ({ ...row, ...changes, name: changes.name ?? row.name })),
    asks: labelsAsked,
    says: ({ label, changes }) => t('tasks.said.changed', { title: changes.name ?? label.name }),
  })

export const useDeleteLabel = () =>
  useChange<Label>({
    call: label => remove('/api/v1/labels/{label_id}', { path: { label_id: label.id } }),
    shows: (shown, label) => shown.row('/api/v1/labels', label.id, () => null),
    asks: labelsAsked,
    says: label => t('tasks.said.deleted', { title: label.name }),
  })

export const useAddView = () =>
  useChange<Input<'POST', '/api/v1/views'> & { id: string }, View>({
    call: body => post('/api/v1/views', { body }),
    asks: viewsAsked,
    says: view => t('tasks.said.added', { title: view.name }),
    quiet: true,
  })

export const useUpdateView = () =>
  useChange<{ view: View; changes: Input<'PATCH', '/api/v1/views/{view_id}'> }, View>({
    call: ({ view, changes }) => patch('/api/v1/views/{view_id}', { path: { view_id: view.id }, body: changes }),
    asks: viewsAsked,
    says: ({ view, changes }) => t('tasks.said.changed', { title: changes.name ?? view.name }),
    quiet: true,
  })

export const useDeleteView = () =>
  useChange<View>({
    call: view => remove('/api/v1/views/{view_id}', { path: { view_id: view.id } }),
    shows: (shown, view) => shown.row('/api/v1/views', view.id, () => null),
    asks: viewsAsked,
    says: view => t('tasks.said.deleted', { title: view.name }),
  })
