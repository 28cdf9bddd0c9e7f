import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Task } from '@/api/types'
import { isOpen, useToggleTask } from '../api'
import classes from './TaskRow.module.css'

type Props = { task: Task; tabIndex?: number; onToggle?: (task: Task) => void }

/** The round box: its colour is the priority, its name says so too. */
export function TaskCheck({ task, tabIndex, onToggle }: Props) {
  const { t } = useTranslation()
  const toggle = useToggleTask()
  const done = !isOpen(task)
  return (
    <span className={classes.check} data-priority={task.priority} data-done={done || undefined}>
      <input
        type="checkbox"
        checked={done}
        aria-label={t(task.priority < 4 ? 'tasks.row.completeUrgent' : 'tasks.row.complete', {
          title: task.title,
          priority: task.priority,
        })}
        tabIndex={tabIndex}
        onChange={() => (onToggle ?? toggle)(task)}
      />
      <span className={classes.ring} aria-hidden>
        <IconCheck size={13} stroke={3} />
      </span>
    </span>
  )
}
