import { useSortable } from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import { ActionIcon, UnstyledButton } from '@mantine/core'
import { IconGripVertical } from '@tabler/icons-react'
import { memo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Task } from '@/api/types'
import { isOpen } from '../api'
import { useOpenTask } from '../openTask'
import { TaskCheck, TaskMeta } from '../TaskRow'
import classes from './Board.module.css'

type Hides = Parameters<typeof TaskMeta>[0]['hides']

/** Dragged by any part of it; by keyboard from its handle. */
export const Card = memo(({ task, readOnly, hides }: { task: Task; readOnly: boolean; hides: Hides }) => {
  const { t } = useTranslation()
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, transform, transition, isDragging } = useSortable({
    id: task.id,
    data: { card: true },
    disabled: readOnly || task.version === 0,
  })
  return (
    <li
      ref={setNodeRef}
      className={classes.cardPlace}
      data-dragged={isDragging || undefined}
      data-task={task.id}
      style={{ transform: CSS.Translate.toString(transform), transition }}
      {...listeners}
    >
      <CardFace
        task={task}
        hides={hides}
        handle={
          !readOnly && (
            <ActionIcon
              ref={setActivatorNodeRef}
              variant="subtle"
              color="gray"
              size="sm"
              className={classes.handle}
              {...attributes}
              aria-label={t('drag.handle', { item: task.title })}
            >
              <IconGripVertical size={16} aria-hidden />
            </ActionIcon>
          )
        }
      />
    </li>
  )
})

type FaceProps = { task: Task; hides?: Hides; handle?: ReactNode; isLifted?: boolean }

export function CardFace({ task, hides, handle, isLifted }: FaceProps) {
  const { taskId, open } = useOpenTask()
  return (
    <div
      className={classes.card}
      data-lifted={isLifted || undefined}
      data-open={taskId === task.id || undefined}
      data-waits={task.version === 0 || undefined}
    >
      <TaskCheck task={task} />
      <div className={classes.cardBody}>
        <UnstyledButton
          className={classes.cardTitle}
          data-done={!isOpen(task) || undefined}
          onClick={() => open(task.id)}
        >
          {task.title}
        </UnstyledButton>
        <TaskMeta task={task} hides={hides} />
      </div>
      {handle}
    </div>
  )
}
