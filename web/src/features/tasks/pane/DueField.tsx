import { IconCalendarDue } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { Task } from '@/api/types'
import { dueText } from '@/i18n/format'
import { RowsComing } from '@/ui/Rows'
import type { TaskChanges } from '../api'
import { dueTone } from '../TaskRow'
import { Property } from './Property'

const PickDue = lazy(async () => ({ default: (await import('../pick/PickDue')).PickDue }))

type Props = { task: Task; readOnly: boolean; onChange: (changes: TaskChanges) => void }

export function DueField({ task, readOnly, onChange }: Props) {
  const { t } = useTranslation()
  const tone = dueTone(task)
  return (
    <Property
      icon={IconCalendarDue}
      label={t('pane.due')}
      value={task.due ? dueText(task.due) : null}
      tone={tone === 'late' || tone === 'today' ? tone : undefined}
      readOnly={readOnly}
      width="max-content"
    >
      {close => (
        <Suspense fallback={<RowsComing count={7} height={32} />}>
          <PickDue
            task={task}
            onPick={changes => {
              close()
              onChange(changes)
            }}
          />
        </Suspense>
      )}
    </Property>
  )
}
