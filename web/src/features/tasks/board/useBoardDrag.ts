import {
  type CollisionDetection,
  closestCenter,
  type DndContextProps,
  type DragOverEvent,
  KeyboardSensor,
  MeasuringStrategy,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Task } from '@/api/types'
import { announce, dragInstructions } from './announce'
import { boardCoordinates } from './boardCoordinates'
import { type Column, columnOf, neighbour, placed, type Standing } from './columns'
import { moveCard } from './useCards'

/** Cards before the column that they stand in; by keyboard there is no pointer, then the nearest. */
const collisions: CollisionDetection = args => {
  const within = pointerWithin(args)
  if (args.pointerCoordinates === null) return closestCenter(args)
  return within.filter(hit => hit.data?.droppableContainer.data.current?.card).concat(within)
}

export function useBoardDrag(columns: Column[]) {
  const { t } = useTranslation()
  /** What each column shows, as it has last told. */
  const cards = useRef(new Map<string, readonly Task[]>())
  const [dragged, setDragged] = useState<Task | null>(null)
  const [standing, setStanding] = useState<Standing | null>(null)
  const now = useRef<Standing | null>(null)
  const put = (next: Standing | null) => {
    now.current = next
    setStanding(next)
  }

  const learn = useCallback((column: string, tasks: readonly Task[]) => {
    cards.current.set(column, tasks)
  }, [])
  const taskOf = (id: string | number) => {
    for (const tasks of cards.current.values()) {
      const found = tasks.find(task => task.id === id)
      if (found) return found
    }
    return null
  }
  const columnNamed = (id: string | null) => columns.find(column => column.id === id)
  const nameOf = (id: string | number) => taskOf(id)?.title ?? columnNamed(String(id))?.name ?? ''
  /** Where the dragged card stands, whatever it is over. */
  const placeOf = (card: string) => {
    const id = now.current && columnOf(now.current, card)
    const cards = (id && now.current?.[id]) || []
    const place = { column: columnNamed(id)?.name ?? '', place: cards.indexOf(card) + 1, count: cards.length }
    return t('board.placeInColumn', place)
  }

  const onDragOver = ({ active, over }: DragOverEvent) => {
    const before = now.current
    if (!before || !over || over.id === active.id) return
    const card = String(active.id)
    const column = columnOf(before, String(over.id))
    if (!column) return
    const others = before[column]!
    const at = others.indexOf(String(over.id))
    // Going down within a column one comes to stand behind the card that one is over, otherwise before it.
    const isBelow = at >= 0 && others.includes(card) && others.indexOf(card) < at
    const next = at < 0 ? null : isBelow ? (others[at + 1] ?? null) : others[at]!
    if (at < 0 && others.at(-1) === card) return
    put(placed(before, card, column, next))
  }

  const end = () => {
    setDragged(null)
    // Where it was put down is still to be said.
    setStanding(null)
  }

  const context: DndContextProps = {
    sensors: useSensors(
      useSensor(MouseSensor, { activationConstraint: { distance: 5 } }),
      useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
      useSensor(KeyboardSensor, { coordinateGetter: boardCoordinates(() => now.current) }),
    ),
    collisionDetection: collisions,
    measuring: { droppable: { strategy: MeasuringStrategy.Always } },
    accessibility: {
      announcements: announce({ item: nameOf, place: (_, card) => placeOf(String(card)) }),
      screenReaderInstructions: dragInstructions(),
    },
    onDragStart: ({ active }) => {
      setDragged(taskOf(active.id))
      put(Object.fromEntries(columns.map(({ id }) => [id, (cards.current.get(id) ?? []).map(task => task.id)])))
    },
    onDragOver,
    onDragEnd: ({ active, over }) => {
      const [task, there] = [taskOf(active.id), now.current]
      const from = columns.find(({ id }) => cards.current.get(id)?.some(one => one.id === active.id))
      const to = there && columnNamed(columnOf(there, String(active.id)))
      if (task && from && to && over) {
        const order = there[to.id]!
        const isSame = from === to && order.every((id, index) => cards.current.get(to.id)?.[index]?.id === id)
        if (!isSame && (from !== to || to.isOrdered))
          void moveCard({ task, from, to, beside: to.isOrdered ? neighbour(order, task.id) : null }).catch(() => {})
      }
      end()
    },
    onDragCancel: end,
  }
  return { context, dragged, standing, learn }
}
