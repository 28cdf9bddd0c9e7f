import { useDraggable } from '@dnd-kit/core'
import { UnstyledButton } from '@mantine/core'
import { IconRepeat } from '@tabler/icons-react'
import type { ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'
import { timeText } from '@/i18n/format'
import { isOpen } from '../api'
import { useOpenTask } from '../openTask'
import classes from './Calendar.module.css'
import type { Entry } from './entries'

type Props = { entry: Entry; isLifted?: boolean; isAway?: boolean } & Omit<ComponentProps<'button'>, 'type'>

/** A task on its day, in one line; what is still to come is fainter, and says so. */
export function Chip({ entry, isLifted, isAway, ref, ...rest }: Props) {
  const { t } = useTranslation()
  const { taskId, open } = useOpenTask()
  const { task } = entry
  return (
    <UnstyledButton
      ref={ref}
      className={classes.chip}
      data-priority={task?.priority ?? 4}
      data-done={(task && !isOpen(task)) || undefined}
      data-to-come={!task || undefined}
      data-lifted={isLifted || undefined}
      data-away={isAway || undefined}
      data-open={taskId === entry.task_id || undefined}
      data-task={entry.task_id}
      title={entry.title}
      onClick={() => open(entry.task_id)}
      {...rest}
    >
      {entry.time && <span className={classes.time}>{timeText(entry.time)}</span>}
      <span className={classes.chipTitle}>{entry.title}</span>
      {!task && <IconRepeat size={12} role="img" aria-label={t('calendar.toCome')} />}
    </UnstyledButton>
  )
}

export function DraggableChip({ entry }: { entry: Entry }) {
  const { setNodeRef, attributes, listeners, isDragging } = useDraggable({ id: entry.key })
  return <Chip entry={entry} ref={setNodeRef} isAway={isDragging} {...attributes} {...listeners} />
}
