import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useDroppable,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import { IconGripVertical } from '@tabler/icons-react'
import { type ReactNode, useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Task } from '@/api/types'
import { useMoveTask } from '../api'
import type { ListItem } from '../list/grouping'
import { TaskList, type TaskListProps } from '../list/TaskList'
import { dropped, shifted } from './dropped'
import { SectionHeading } from './SectionHeading'
import classes from './Sections.module.css'
import { useAnnouncements } from './useAnnouncements'

/** Tasks are dragged into another order and into other sections, by pointer, and by keys: on the handle, or with Alt and arrows. */
export function SectionedList(list: TaskListProps) {
  const { items } = list
  const move = useMoveTask()
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const ids = useMemo(() => items.filter(isMovable).map(item => item.key), [items])
  const sections = useMemo(
    () => items.flatMap(item => (item.kind === 'group' && item.group.by === 'section' ? [item.group.section] : [])),
    [items],
  )
  const taskOf = (id: string) => items.flatMap(item => (item.kind === 'task' && item.key === id ? [item.task] : []))[0]
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    const task = taskOf(String(active.id))
    const to = over && dropped(items, String(active.id), String(over.id))
    if (task && to) move.mutate({ task, to })
  }
  const wrap = useCallback(
    (item: ListItem, content: (handle?: ReactNode) => ReactNode) =>
      item.kind === 'group' ? (
        <Target id={item.key}>{content()}</Target>
      ) : item.depth === 0 ? (
        <Movable item={item} content={content} />
      ) : (
        content()
      ),
    [],
  )
  const onShift = (task: Task, by: -1 | 1) => {
    const to = shifted(items, task.id, by)
    if (to) move.mutate({ task, to })
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={onDragEnd}
      accessibility={useAnnouncements(items)}
    >
      <SortableContext items={ids} strategy={verticalListSortingStrategy}>
        <TaskList
          {...list}
          wrap={wrap}
          onShift={onShift}
          heading={({ group, count }) => {
            if (group.by !== 'section') return null
            const at = sections.indexOf(group.section)
            return (
              <SectionHeading
                section={group.section}
                count={count}
                before={sections[at - 1]}
                after={sections[at + 1]}
              />
            )
          }}
        />
      </SortableContext>
    </DndContext>
  )
}

const isMovable = (item: ListItem) => item.kind === 'group' || item.depth === 0

function Target({ id, children }: { id: string; children: ReactNode }) {
  const { setNodeRef, isOver } = useDroppable({ id })
  return (
    <div ref={setNodeRef} className={classes.target} data-over={isOver || undefined}>
      {children}
    </div>
  )
}

type MovableProps = { item: ListItem & { kind: 'task' }; content: (handle?: ReactNode) => ReactNode }

function Movable({ item, content }: MovableProps) {
  const { t } = useTranslation()
  const { setNodeRef, setActivatorNodeRef, listeners, attributes, transform, transition, isDragging } = useSortable({
    id: item.key,
    disabled: item.task.version === 0,
  })
  return (
    <div
      ref={setNodeRef}
      className={classes.movable}
      data-dragging={isDragging || undefined}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      {content(
        <button
          ref={setActivatorNodeRef}
          type="button"
          className={classes.handle}
          aria-label={t('tasks.move.handle', { title: item.task.title })}
          aria-describedby={attributes['aria-describedby']}
          {...listeners}
        >
          <IconGripVertical size={15} aria-hidden />
        </button>,
      )}
    </div>
  )
}
