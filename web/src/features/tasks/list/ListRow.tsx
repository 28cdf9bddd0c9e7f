import { lazy, memo, type ReactNode, Suspense, useState } from 'react'
import type { Task } from '@/api/types'
import type { Hidden } from '../row/TaskMeta'
import { TaskRow } from '../row/TaskRow'
import { EditTitle } from './EditTitle'
import { RowActions } from './RowActions'
import type { Act, Editing } from './useListKeys'

const RowPicker = lazy(async () => ({ default: (await import('./RowPicker')).RowPicker }))

type Props = {
  task: Task
  depth: number
  isOfDay: boolean
  hides?: readonly Hidden[]
  handle?: ReactNode
  isActive: boolean
  editing: Editing | null
  act: Act
}

export const ListRow = memo(function ListRow({ task, depth, isOfDay, hides, handle, isActive, editing, act }: Props) {
  const [isUnder, setUnder] = useState(false)
  return (
    <TaskRow
      task={task}
      depth={depth}
      hides={hides}
      isOfDay={isOfDay}
      before={handle}
      onHover={setUnder}
      tabIndex={isActive ? 0 : -1}
      onToggle={one => act('toggle', one)}
      onOpen={(one, event) => act(event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'mark' : 'open', one)}
      title={editing === 'title' ? <EditTitle task={task} onClose={() => act('close', task)} /> : undefined}
      actions={
        editing !== 'title' && (
          <>
            {(isActive || isUnder) && <RowActions task={task} tabIndex={isActive ? 0 : -1} act={act} />}
            <Suspense>
              {editing && <RowPicker task={task} picker={editing} onClose={() => act('close', task)} />}
            </Suspense>
          </>
        )
      }
    />
  )
})
