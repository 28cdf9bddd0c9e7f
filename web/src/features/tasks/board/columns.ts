import type { Section } from '@/api/types'
import { tasksCall } from '../api'
import type { Status } from '../pane/StatusField'

/** One column: what stands in it, and what a task becomes that is put there. */
export type Column = {
  id: string
  name: string
  /** Of the list that it shows. */
  filter: string
  to: { section_id: string | null } | { status: Status }
  /** Its cards stand as people put them; otherwise by what they are. */
  isOrdered: boolean
}

const pageSize = 200
export const columnCall = (column: Column) => tasksCall(column.filter, pageSize)

const within = (condition: string, asked: string) => (asked ? `${condition} and (${asked})` : condition)

/** A project's sections, before them what stands in none. */
export const sectionColumns = (project: string, sections: readonly Section[], none: string, asked = ''): Column[] => [
  {
    id: 'none',
    name: none,
    filter: `${within(`project_only:${project} and open and section is empty and not is:subtask`, asked)} order by position`,
    to: { section_id: null },
    isOrdered: true,
  },
  ...sections.map(section => ({
    id: section.id,
    name: section.name,
    filter: `${within(`section:${section.id} and open and not is:subtask`, asked)} order by position`,
    to: { section_id: section.id },
    isOrdered: true,
  })),
]

const shownStatuses = ['todo', 'in_progress', 'in_review', 'done'] as const

export const statusColumns = (name: (status: (typeof shownStatuses)[number]) => string, asked = ''): Column[] =>
  shownStatuses.map(status => ({
    id: status,
    name: name(status),
    filter: `${within(`status = ${status}`, asked)} order by ${status === 'done' ? 'completed desc' : 'priority, due'}`,
    to: { status },
    isOrdered: false,
  }))

/** The cards as they stand while one is dragged: by column, ids only. */
export type Standing = Record<string, readonly string[]>

/** The card out of where it stands and into a column, before another card or at the end. */
export function placed(standing: Standing, card: string, column: string, before: string | null): Standing {
  const next = Object.fromEntries(
    Object.entries(standing).map(([id, cards]) => [id, cards.filter(one => one !== card)]),
  )
  const cards = [...(next[column] ?? [])]
  const at = before === null ? -1 : cards.indexOf(before)
  cards.splice(at < 0 ? cards.length : at, 0, card)
  return { ...next, [column]: cards }
}

export const columnOf = (standing: Standing, id: string): string | null =>
  id in standing ? id : (Object.keys(standing).find(column => standing[column]!.includes(id)) ?? null)

/** Beside whom a card has come to stand; nobody: it is alone there. */
export function neighbour(cards: readonly string[], card: string): { before_id: string } | { after_id: string } | null {
  const at = cards.indexOf(card)
  const after = cards[at - 1]
  const before = cards[at + 1]
  return before !== undefined ? { before_id: before } : after !== undefined ? { after_id: after } : null
}
