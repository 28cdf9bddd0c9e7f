import { useTranslation } from 'react-i18next'
import type { Task } from '@/api/types'
import { useUpdateTask } from '../api'
import { Rename } from '../ui/Rename'

export function EditTitle({ task, onClose }: { task: Task; onClose: () => void }) {
  const { t } = useTranslation()
  const update = useUpdateTask()
  return (
    <Rename
      label={t('tasks.row.title')}
      text={task.title}
      maxLength={500}
      onSave={title => update.mutate({ task, changes: { title } })}
      onClose={onClose}
    />
  )
}
