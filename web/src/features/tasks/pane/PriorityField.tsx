import { IconFlag } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { PickPriority } from '../pick/PickPriority'
import { Property } from './Property'

type Props = { priority: number; readOnly: boolean; onChange: (priority: number) => void }

export function PriorityField({ priority, readOnly, onChange }: Props) {
  const { t } = useTranslation()
  return (
    <Property
      icon={IconFlag}
      label={t('pane.priority')}
      value={priority === 4 ? null : t(`pane.priorities.${priority as 1 | 2 | 3}`)}
      readOnly={readOnly}
      width="max-content"
    >
      {close => (
        <PickPriority
          priority={priority}
          onPick={next => {
            close()
            if (next !== priority) onChange(next)
          }}
        />
      )}
    </Property>
  )
}
