import { useTranslation } from 'react-i18next'
import type { Task } from '@/api/types'
import { useUpdateTask } from '../api'
import { EditText } from '../ui/EditText'

export function EditTitle({ task, onClose }: { task: Task; onClose: () => void }) {
  const { t } = useTranslation()
  const update = useUpdateTask()
  return (
    <EditText
      label={t('tasks.row.title')}
      text={task.title}
      maxLength={500}
      onSave={title => update.mutate({ task, changes: { title } })}
      onClose={onClose}
    />
  )
}
