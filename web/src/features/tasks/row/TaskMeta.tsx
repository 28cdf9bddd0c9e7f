import { IconAlertCircle, IconCalendar, IconCornerDownRight, IconFlagFilled, IconRepeat } from '@tabler/icons-react'
import type { Task } from '@/api/types'
import { t } from '@/i18n'
import { dueText, timeText } from '@/i18n/format'
import { ColorDot } from '../ui/ColorDot'
import { dueTime, dueTone } from './due'
import { Initials } from './Initials'
import { type RowNames, useGivenNames, useRowNames } from './rowNames'
import classes from './TaskRow.module.css'

export type Hidden = 'due' | 'project' | 'priority' | 'section'

type Props = { task: Task; hides?: readonly Hidden[]; isOfDay?: boolean }

/** When, where, what kind, who: quietly. */
export function TaskMeta(props: Props) {
  const names = useGivenNames()
  return names ? <Meta {...props} names={names} /> : <AskingMeta {...props} />
}

const AskingMeta = (props: Props) => <Meta {...props} names={useRowNames()} />

function Meta({ task, hides = [], isOfDay = false, names }: Props & { names: RowNames }) {
  const { projects, labels, members } = names
  const tone = dueTone(task)
  const time = dueTime(task.due)
  const due = isOfDay ? time && timeText(time) : task.due && dueText(task.due)
  return (
    <span className={classes.meta}>
      {task.parent_id && (
        <span title={t('tasks.row.subtask')}>
          <IconCornerDownRight size={14} aria-label={t('tasks.row.subtask')} />
        </span>
      )}
      {task.priority < 4 && !hides.includes('priority') && (
        <span className={classes.priority} data-priority={task.priority}>
          <IconFlagFilled size={11} aria-hidden />
          {t('tasks.row.priority', { priority: task.priority })}
        </span>
      )}
      {due && !hides.includes('due') && (
        <span className={classes.due} data-tone={tone}>
          {tone === 'late' ? (
            <IconAlertCircle size={13} aria-label={t('tasks.row.overdue')} />
          ) : (
            <IconCalendar size={13} aria-hidden />
          )}
          {due}
        </span>
      )}
      {task.recurrence && <IconRepeat size={13} aria-label={t('tasks.row.repeats')} />}
      {task.labels.map((label, index) => (
        <span key={label} className={classes.label} data-shrinks>
          <ColorDot color={labels.get(task.label_ids[index] ?? '')?.color} size={7} />
          <span>{label}</span>
        </span>
      ))}
      {task.project && !hides.includes('project') && (
        <span className={classes.place} data-shrinks>
          <ColorDot color={projects.get(task.project_id ?? '')?.color} />
          <span>
            {task.project}
            {task.section && !hides.includes('section') ? ` / ${task.section}` : ''}
          </span>
        </span>
      )}
      {task.assignee_ids.map(id => (
        <Initials key={id} name={members.get(id)?.display_name} />
      ))}
    </span>
  )
}
