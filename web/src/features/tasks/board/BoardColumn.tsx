import { useDroppable } from '@dnd-kit/core'
import { SortableContext, verticalListSortingStrategy } from '@dnd-kit/sortable'
import { Button, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useEffect, useId, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Task } from '@/api/types'
import { usePages } from '@/data/ask'
import { numberText } from '@/i18n/format'
import { ProblemNote } from '@/ui/ProblemNote'
import { RowsComing } from '@/ui/Rows'
import { AddLine } from '../ui/AddLine'
import classes from './Board.module.css'
import { Card } from './Card'
import { type Column, columnCall } from './columns'
import { useAddCard } from './useCards'

type Props = {
  column: Column
  project_id?: string | undefined
  readOnly: boolean
  hides: Parameters<typeof Card>[0]['hides']
  /** While a card is dragged: who stands here, in order. */
  order: readonly string[] | undefined
  dragged: Task | null
  learn: (column: string, tasks: readonly Task[]) => void
}

export function BoardColumn({ column, project_id, readOnly, hides, order, dragged, learn }: Props) {
  const { t } = useTranslation()
  const heading = useId()
  const cards = usePages(columnCall(column))
  const { items } = cards
  const { setNodeRef } = useDroppable({ id: column.id, disabled: readOnly })
  // biome-ignore lint/correctness/useExhaustiveDependencies: items is made anew each time, its data is not.
  useEffect(() => learn(column.id, items), [cards.data, column.id, learn])
  const shown = useMemo(() => {
    if (!order) return items
    const byId = new Map(items.map(task => [task.id, task]))
    return order.flatMap(id => byId.get(id) ?? (dragged?.id === id ? [dragged] : []))
  }, [items, order, dragged])
  return (
    <section className={classes.column} aria-labelledby={heading}>
      <div className={classes.columnHead}>
        <Text component="h2" id={heading} size="sm" fw={600} className={classes.columnName}>
          {column.name}
        </Text>
        <Text size="xs" c="var(--quiet)">
          {cards.isPending ? '' : numberText(shown.length)}
          {cards.hasNextPage && '+'}
        </Text>
      </div>
      <div className={classes.cards} ref={setNodeRef}>
        {cards.error && <ProblemNote error={cards.error} again={cards.refetch} />}
        {cards.isPending && <RowsComing count={3} height={64} />}
        <SortableContext items={shown.map(task => task.id)} strategy={verticalListSortingStrategy} disabled={readOnly}>
          <ul className={classes.list}>
            {shown.map(task => (
              <Card key={task.id} task={task} readOnly={readOnly} hides={hides} />
            ))}
          </ul>
        </SortableContext>
        {cards.hasNextPage && (
          <Button
            size="compact-sm"
            variant="subtle"
            loading={cards.isFetchingNextPage}
            onClick={() => void cards.fetchNextPage()}
          >
            {t('pane.more')}
          </Button>
        )}
      </div>
      {!readOnly && takesNew(column) && <AddCard column={column} project_id={project_id} />}
    </section>
  )
}

/** What is new is to be done. */
const takesNew = ({ to }: Column) => 'section_id' in to || to.status === 'todo'

function AddCard({ column, project_id }: { column: Column; project_id: string | undefined }) {
  const { t } = useTranslation()
  const add = useAddCard(column, project_id)
  return (
    <AddLine
      className={classes.add}
      aria-label={t('board.addTo', { column: column.name })}
      placeholder={t('board.add')}
      leftSection={<IconPlus size={16} aria-hidden />}
      onAdd={add}
    />
  )
}
