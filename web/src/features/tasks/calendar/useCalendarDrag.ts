import {
  type DndContextProps,
  type KeyboardCoordinateGetter,
  KeyboardSensor,
  MouseSensor,
  pointerWithin,
  rectIntersection,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { useState } from 'react'
import { addDays, longDayText } from '@/i18n/format'
import { useUpdateTask } from '../api'
import { announce, dragInstructions } from '../board/announce'
import { type ByDay, type Entry, movedTo } from './entries'

/** Days by the arrow keys: left and right by one, up and down by a week. */
const byDays: KeyboardCoordinateGetter = (event, { context: { over, active, droppableRects }, currentCoordinates }) => {
  const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.code]
  if (!by || !active) return
  event.preventDefault()
  const rect = over && droppableRects.get(addDays(String(over.id), by))
  return rect ? { x: rect.left + 4, y: rect.top + 4 } : currentCoordinates
}

export function useCalendarDrag(days: ByDay) {
  const update = useUpdateTask()
  const [dragged, setDragged] = useState<Entry | null>(null)
  const entryOf = (key: string | number) => {
    for (const entries of days.values()) {
      const found = entries.find(entry => entry.key === key)
      if (found) return found
    }
    return null
  }
  const context: DndContextProps = {
    sensors: useSensors(
      useSensor(MouseSensor, { activationConstraint: { distance: 5 } }),
      useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
      useSensor(KeyboardSensor, {
        coordinateGetter: byDays,
        // Enter opens it.
        keyboardCodes: { start: ['Space'], cancel: ['Escape'], end: ['Space', 'Enter'] },
      }),
    ),
    collisionDetection: args => (args.pointerCoordinates ? pointerWithin(args) : rectIntersection(args)),
    accessibility: {
      announcements: announce({
        item: key => entryOf(key)?.title ?? '',
        place: day => longDayText(String(day)),
      }),
      screenReaderInstructions: dragInstructions(),
    },
    onDragStart: ({ active }) => setDragged(entryOf(active.id)),
    onDragEnd: ({ active, over }) => {
      setDragged(null)
      const entry = entryOf(active.id)
      if (!entry?.task || !over || over.id === entry.day) return
      const due = movedTo(entry.task.due, String(over.id))
      update.mutate({ task: entry.task, changes: { due: due && { ...due, time: due.time ?? undefined } } })
    },
    onDragCancel: () => setDragged(null),
  }
  return { context, dragged }
}
