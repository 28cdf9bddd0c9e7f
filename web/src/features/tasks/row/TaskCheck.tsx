import type { Task } from '@/api/types'
import { t } from '@/i18n'
import { isOpen, useToggleTask } from '../api'
import classes from './TaskRow.module.css'

type Props = { task: Task; tabIndex?: number; onToggle?: (task: Task) => void }

/** The round box: its colour is the priority, its name says so too. */
export const TaskCheck = ({ onToggle, ...props }: Props) =>
  onToggle ? <Check {...props} onToggle={onToggle} /> : <TogglingCheck {...props} />

const TogglingCheck = (props: Props) => <Check {...props} onToggle={useToggleTask()} />

function Check({ task, tabIndex, onToggle }: Props & { onToggle: (task: Task) => void }) {
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
        onChange={() => onToggle(task)}
      />
      <span className={classes.ring} aria-hidden />
    </span>
  )
}
