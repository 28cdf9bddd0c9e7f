import { Alert, Text, VisuallyHidden } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Task } from '@/api/types'
import { membersById, useMembers } from '../api'
import { Comments } from './Comments'
import { Fields } from './Fields'
import { History } from './History'
import { NotesField } from './NotesField'
import { Relations } from './Relations'
import { Subtasks } from './Subtasks'
import classes from './TaskPane.module.css'
import { TitleField } from './TitleField'
import { useOthersChange } from './useOthersChange'

type Props = { task: Task; readOnly: boolean; onOpen: (id: string) => void }

export function PaneBody({ task, readOnly, onOpen }: Props) {
  const { t } = useTranslation()
  return (
    <div className={classes.body}>
      <Others task={task} />
      {task.deleted_at && (
        <Alert color="gray" icon={<IconTrash size={18} />}>
          {t('pane.inTrash')}
        </Alert>
      )}
      <VisuallyHidden component="h2">{task.title}</VisuallyHidden>
      <TitleField task={task} readOnly={readOnly} />
      <NotesField task={task} readOnly={readOnly} />
      <Fields task={task} readOnly={readOnly} />
      <Subtasks task={task} readOnly={readOnly} onOpen={onOpen} />
      <Relations task={task} readOnly={readOnly} onOpen={onOpen} />
      <Comments task={task} readOnly={readOnly} />
      <History task={task} readOnly={readOnly} />
    </div>
  )
}

/** Somebody else is at it, too: said softly, while the fields show it. */
function Others({ task }: { task: Task }) {
  const { t } = useTranslation()
  const change = useOthersChange(task.id)
  const members = membersById(useMembers().data?.items)
  const name = change && (change.agent ?? members.get(change.user_id ?? '')?.display_name ?? t('tasks.row.someone'))
  return (
    <div role="status" className={classes.others}>
      {name && (
        <Text size="xs" key={change.id}>
          {t('pane.changedBy', { name })}
        </Text>
      )}
    </div>
  )
}
