import { closestCenter, DndContext, KeyboardSensor, PointerSensor, useSensor, useSensors } from '@dnd-kit/core'
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import { ActionIcon, UnstyledButton } from '@mantine/core'
import { IconGripVertical } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { post } from '@/api/call'
import type { Task } from '@/api/types'
import { useChange } from '@/data/change'
import { t as say } from '@/i18n'
import { isOpen, tasksAsked } from '../api'
import { announce, dragInstructions } from '../board/announce'
import { reordered } from '../board/reorder'
import { TaskCheck, TaskMeta } from '../TaskRow'
import classes from './TaskPane.module.css'

type Props = { tasks: readonly Task[]; readOnly: boolean; onOpen: (id: string) => void }

type Move = { task: Task; over: Task; after: boolean }

export function SubtaskList({ tasks, readOnly, onOpen }: Props) {
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const move = useChange<Move, Task>({
    call: ({ task, over, after }) =>
      post('/api/v1/tasks/{task_id}/move', {
        path: { task_id: task.id },
        body: after ? { after_id: over.id } : { before_id: over.id },
      }),
    shows: (shown, { task, over, after }) => reordered(shown, task, over.id, after),
    asks: tasksAsked,
    says: ({ task }) => say('tasks.said.moved', { title: task.title }),
  })
  const byId = useMemo(() => new Map(tasks.map(task => [task.id as string | number, task])), [tasks])
  const name = (id: string | number) => byId.get(id)?.title ?? ''
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      accessibility={{
        announcements: announce({ item: name, place: name }),
        screenReaderInstructions: dragInstructions(),
      }}
      onDragEnd={({ active, over }) => {
        const [task, other] = [byId.get(active.id), over && byId.get(over.id)]
        if (task && other && task !== other)
          move.mutate({ task, over: other, after: tasks.indexOf(task) < tasks.indexOf(other) })
      }}
    >
      <SortableContext items={tasks.map(task => task.id)} strategy={verticalListSortingStrategy} disabled={readOnly}>
        <ul className={classes.subtasks}>
          {tasks.map(task => (
            <Subtask key={task.id} task={task} readOnly={readOnly} onOpen={onOpen} />
          ))}
        </ul>
      </SortableContext>
    </DndContext>
  )
}

function Subtask({ task, readOnly, onOpen }: { task: Task; readOnly: boolean; onOpen: (id: string) => void }) {
  const { t } = useTranslation()
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, transform, transition, isDragging } = useSortable({
    id: task.id,
  })
  return (
    <li
      ref={setNodeRef}
      className={classes.subtask}
      data-dragged={isDragging || undefined}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      <TaskCheck task={task} />
      <UnstyledButton
        className={classes.subtaskTitle}
        data-done={!isOpen(task) || undefined}
        onClick={() => onOpen(task.id)}
      >
        {task.title}
      </UnstyledButton>
      <TaskMeta task={{ ...task, parent_id: null }} hides={['project', 'section']} />
      {!readOnly && (
        <ActionIcon
          ref={setActivatorNodeRef}
          variant="subtle"
          color="gray"
          className={classes.grip}
          {...attributes}
          {...listeners}
          aria-label={t('drag.handle', { item: task.title })}
        >
          <IconGripVertical size={16} aria-hidden />
        </ActionIcon>
      )}
    </li>
  )
}
