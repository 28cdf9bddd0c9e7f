import { IconProgress } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Task } from '@/api/types'
import { isOpen, type TaskChanges, useCompleteTask, useReopenTask } from '../api'
import { OptionList } from '../pick/OptionList'
import { Property } from './Property'

const statuses = ['todo', 'in_progress', 'in_review', 'done', 'cancelled'] as const
export type Status = (typeof statuses)[number]

type Props = { task: Task; readOnly: boolean; onChange: (changes: TaskChanges) => void }

/** A closed task is opened by reopening it; the other ways lead through a field. */
function useSetStatus(onChange: (changes: TaskChanges) => void) {
  const complete = useCompleteTask()
  const reopen = useReopenTask()
  return (task: Task, status: Status) => {
    if (status === task.status) return
    if (status === 'done' && isOpen(task)) complete.mutate(task)
    else if (!isOpen(task)) reopen.mutate(task)
    else onChange({ status })
  }
}

export function StatusField({ task, readOnly, onChange }: Props) {
  const { t } = useTranslation()
  const set = useSetStatus(onChange)
  const choices = isOpen(task) ? statuses : (['todo', task.status] as const)
  return (
    <Property
      icon={IconProgress}
      label={t('pane.status')}
      value={t(`taskStatus.${task.status}`)}
      readOnly={readOnly}
      width="max-content"
    >
      {close => (
        <OptionList
          label={t('pane.status')}
          options={choices.map(id => ({ id, text: t(`taskStatus.${id}`) }))}
          chosen={[task.status]}
          onPick={next => {
            close()
            set(task, next as Status)
          }}
        />
      )}
    </Property>
  )
}
