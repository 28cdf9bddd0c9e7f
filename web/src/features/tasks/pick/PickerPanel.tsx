import { Box } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { Task } from '@/api/types'
import { RowsComing } from '@/ui/Rows'
import type { TaskChanges, TaskMove } from '../api'
import type { Picker } from '../list/useListKeys'
import { PickAssignees, PickLabels } from './PickMany'
import { PickPriority } from './PickPriority'
import { PickProject } from './PickProject'

const PickDue = lazy(async () => ({ default: (await import('./PickDue')).PickDue }))

type Props = {
  picker: Picker
  /** All of them are changed; what they have in common is marked. */
  tasks: readonly Task[]
  onUpdate: (changes: (task: Task) => TaskChanges) => void
  onMove: (to: TaskMove) => void
  onClose: () => void
}

/** What to pick from, for one task or for many. */
export function PickerPanel({ picker, tasks, onUpdate, onMove, onClose }: Props) {
  const { t } = useTranslation()
  const one = tasks.length === 1 ? tasks[0] : undefined
  const update = (changes: (task: Task) => TaskChanges) => {
    onUpdate(changes)
    onClose()
  }
  switch (picker) {
    case 'due':
      return (
        <Suspense
          fallback={
            <Box w={268}>
              <RowsComing count={7} height={32} />
            </Box>
          }
        >
          <PickDue task={one} onPick={changes => update(() => changes)} />
        </Suspense>
      )
    case 'priority':
      return <PickPriority priority={one?.priority} onPick={priority => update(() => ({ priority }))} />
    case 'project':
      return (
        <PickProject
          label={t('tasks.action.project')}
          chosen={one?.project_id}
          onPick={project_id => {
            onMove({ project_id })
            onClose()
          }}
        />
      )
    case 'labels':
      return (
        <PickLabels
          given={common(tasks.map(task => task.label_ids))}
          onClose={ticked => onUpdate(task => ({ label_ids: ticked(task.label_ids) }))}
        />
      )
    case 'assignees':
      return (
        <PickAssignees
          given={common(tasks.map(task => task.assignee_ids))}
          onClose={ticked => onUpdate(task => ({ assignee_ids: ticked(task.assignee_ids) }))}
        />
      )
  }
}

const common = (lists: readonly (readonly string[])[]): string[] =>
  (lists[0] ?? []).filter(id => lists.every(list => list.includes(id)))
