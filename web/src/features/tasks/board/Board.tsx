import { DndContext, DragOverlay } from '@dnd-kit/core'
import { useTranslation } from 'react-i18next'
import { useMay } from '@/data/me'
import classes from './Board.module.css'
import { BoardColumn } from './BoardColumn'
import { CardFace } from './Card'
import type { Column } from './columns'
import { useBoardDrag } from './useBoardDrag'

type Hides = Parameters<typeof CardFace>[0]['hides']
const ofProject: Hides = ['project', 'section']
const hiddenOnCards = (project_id: string | undefined): Hides => (project_id ? ofProject : undefined)

/** Columns beside each other, each with its cards; cards go from one to another by mouse, touch and keyboard. */
export function Board({ columns, project_id }: { columns: Column[]; project_id?: string }) {
  const { t } = useTranslation()
  const mayWrite = useMay('write:tasks')
  const hides = hiddenOnCards(project_id)
  const { context, dragged, standing, learn } = useBoardDrag(columns)
  return (
    <DndContext {...context}>
      <section className={classes.board} data-dragging={dragged !== null || undefined} aria-label={t('board.title')}>
        {columns.map(column => (
          <BoardColumn
            key={column.id}
            column={column}
            project_id={project_id}
            readOnly={!mayWrite}
            order={standing?.[column.id]}
            hides={hides}
            dragged={dragged}
            learn={learn}
          />
        ))}
      </section>
      <DragOverlay dropAnimation={null}>{dragged && <CardFace task={dragged} hides={hides} isLifted />}</DragOverlay>
    </DndContext>
  )
}
