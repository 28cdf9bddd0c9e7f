import { IconTag, IconUser } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Task } from '@/api/types'
import { labelsById, membersById, type TaskChanges, useLabels, useMembers } from '../api'
import { PickAssignees, PickLabels } from '../pick/PickMany'
import { Initials } from '../TaskRow'
import { ColorDot } from '../ui/ColorDot'
import { Property } from './Property'
import classes from './TaskPane.module.css'

type Props = { task: Task; readOnly: boolean; onChange: (changes: TaskChanges) => void }

export function LabelsField({ task, readOnly, onChange }: Props) {
  const { t } = useTranslation()
  const known = labelsById(useLabels().data?.items)
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
      width="max-content"
    >
      {() => <PickLabels given={task.label_ids} onClose={ticked => onChange({ label_ids: ticked(task.label_ids) })} />}
    </Property>
  )
}

export function AssigneesField({ task, readOnly, onChange }: Props) {
  const { t } = useTranslation()
  const known = membersById(useMembers().data?.items)
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
      width="max-content"
    >
      {() => (
        <PickAssignees
          given={task.assignee_ids}
          onClose={ticked => onChange({ assignee_ids: ticked(task.assignee_ids) })}
        />
      )}
    </Property>
  )
}
