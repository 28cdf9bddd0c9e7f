import type { MouseEvent, ReactNode } from 'react'
import type { Task } from '@/api/types'
import { isOpen } from '../api'
import { TaskCheck } from './TaskCheck'
import { type Hidden, TaskMeta } from './TaskMeta'
import classes from './TaskRow.module.css'

type Props = {
  task: Task
  /** Of the check, where a list moves the focus itself. */
  tabIndex?: number
  /** How deep below another that is shown above it. */
  depth?: number
  hides?: readonly Hidden[]
  /** The day stands above it: only the time is told. */
  isOfDay?: boolean
  /** Instead of the title: while it is edited. */
  title?: ReactNode
  onOpen?: (task: Task, event: MouseEvent) => void
  onToggle?: (task: Task) => void
  onHover?: (isUnder: boolean) => void
  /** Before the check: the handle. */
  before?: ReactNode
  /** Over the end of the row, on hover and with the focus. */
  actions?: ReactNode
}

/** One task in one line, in two on a phone. What surrounds it decides what it is: a grid's row, a list's item. */
export const TaskRow = ({
  task,
  tabIndex,
  depth = 0,
  hides,
  isOfDay,
  title,
  onOpen,
  onToggle,
  onHover,
  before,
  actions,
}: Props) => (
  <div
    className={classes.row}
    data-done={!isOpen(task) || undefined}
    data-waits={task.version === 0 || undefined}
    style={depth > 0 ? { paddingInlineStart: `${depth * 1.75}rem` } : undefined}
    onPointerEnter={onHover && (() => onHover(true))}
    onPointerLeave={onHover && (() => onHover(false))}
  >
    {before}
    <TaskCheck task={task} tabIndex={tabIndex} onToggle={onToggle} />
    {/* biome-ignore lint/a11y/noStaticElementInteractions: a larger target for the pointer; Enter on the row opens it, too. */}
    {/* biome-ignore lint/a11y/useKeyWithClickEvents: as above. */}
    <div className={classes.body} onClick={title || !onOpen ? undefined : event => onOpen(task, event)}>
      {title ?? (
        <span className={classes.title} dir="auto">
          {task.title}
        </span>
      )}
      <TaskMeta task={task} hides={hides} isOfDay={isOfDay} />
    </div>
    {actions && <div className={classes.actions}>{actions}</div>}
  </div>
)
