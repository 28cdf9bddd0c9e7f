import type { KeyboardCoordinateGetter } from '@dnd-kit/core'
import { columnOf, type Standing } from './columns'

/** By the arrow keys from card to card, and from column to column. */
export const boardCoordinates =
  (standing: () => Standing | null): KeyboardCoordinateGetter =>
  (event, { context: { active, droppableRects, droppableContainers }, currentCoordinates }) => {
    const now = standing()
    const here = now && active && columnOf(now, String(active.id))
    if (!here) return
    const columns = Object.keys(now)
    const sideways = { ArrowLeft: -1, ArrowRight: 1 }[event.code]
    const along = { ArrowUp: -1, ArrowDown: 1 }[event.code]
    if (!sideways && !along) return
    event.preventDefault()
    const cards = now[here]!
    const at = cards.indexOf(String(active.id))
    const next = sideways ? columns[columns.indexOf(here) + sideways] : here
    if (next === undefined) return
    const target = sideways ? (now[next]![Math.min(at, now[next]!.length - 1)] ?? next) : cards[at + along!]
    const rect = target === undefined ? undefined : droppableRects.get(target)
    if (!rect) return currentCoordinates
    droppableContainers.get(target!)?.node.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    return { x: rect.left, y: rect.top }
  }
