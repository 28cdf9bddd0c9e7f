import { IconTag, IconUser } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { newId, post } from '@/api/call'
import type { Label, Task } from '@/api/types'
import { useChange } from '@/data/change'
import { labelsById, membersById, type TaskChanges, useLabels, useMembers } from '../api'
import { Initials } from '../TaskRow'
import { ColorDot } from '../ui/ColorDot'
import { ManyPicker } from './ManyPicker'
import { Property } from './Property'
import classes from './TaskPane.module.css'

type Props = { task: Task; readOnly: boolean; onChange: (changes: TaskChanges) => void }

export function LabelsField({ task, readOnly, onChange }: Props) {
  const { t } = useTranslation()
  const labels = useLabels().data?.items ?? []
  const known = labelsById(labels)
  const add = useChange<{ id: string; name: string }, Label>({
    call: body => post('/api/v1/labels', { body }),
    asks: ['/api/v1/labels'],
  })
  return (
    <Property
      icon={IconTag}
      label={t('pane.labels')}
      value={task.labels.join(', ') || null}
      shown={
        task.labels.length > 0 && (
          <span className={classes.chips}>
            {task.label_ids.map((id, index) => (
              <span key={id} className={classes.chip}>
                <ColorDot color={known.get(id)?.color} size={8} /> {task.labels[index]}
              </span>
            ))}
          </span>
        )
      }
      readOnly={readOnly}
    >
      {() => (
        <ManyPicker
          label={t('pane.labels')}
          choices={labels.map(({ id, name, color }) => ({ id, name, color }))}
          chosen={task.label_ids}
          onDone={label_ids => onChange({ label_ids })}
          onCreate={async name => {
            const id = newId()
            return (await add.mutateAsync({ id, name }).catch(() => null)) && id
          }}
        />
      )}
    </Property>
  )
}

export function AssigneesField({ task, readOnly, onChange }: Props) {
  const { t } = useTranslation()
  const members = useMembers().data?.items ?? []
  const known = membersById(members)
  const names = task.assignee_ids.map(id => known.get(id)?.display_name ?? t('tasks.row.someone'))
  return (
    <Property
      icon={IconUser}
      label={t('pane.assignees')}
      value={names.join(', ') || null}
      shown={
        names.length > 0 && (
          <span className={classes.chips}>
            {names.map((name, index) => (
              <span key={task.assignee_ids[index]} className={classes.chip}>
                <Initials name={name} /> {name}
              </span>
            ))}
          </span>
        )
      }
      readOnly={readOnly}
    >
      {() => (
        <ManyPicker
          label={t('pane.assignees')}
          choices={members.map(member => ({ id: member.user_id, name: member.display_name }))}
          chosen={task.assignee_ids}
          onDone={assignee_ids => onChange({ assignee_ids })}
        />
      )}
    </Property>
  )
}
