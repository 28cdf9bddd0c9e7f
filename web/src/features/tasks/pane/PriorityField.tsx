import { IconFlag } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ChoiceList } from './ChoiceList'
import { Property } from './Property'

type Props = { priority: number; readOnly: boolean; onChange: (priority: number) => void }

export function PriorityField({ priority, readOnly, onChange }: Props) {
  const { t } = useTranslation()
  const name = (one: number) => t(`pane.priorities.${one as 1 | 2 | 3 | 4}`)
  return (
    <Property
      icon={IconFlag}
      label={t('pane.priority')}
      value={priority === 4 ? null : name(priority)}
      readOnly={readOnly}
      width={220}
    >
      {close => (
        <ChoiceList
          choices={[1, 2, 3, 4].map(one => ({ id: String(one), name: name(one) }))}
          chosen={String(priority)}
          onPick={next => {
            close()
            if (Number(next) !== priority) onChange(Number(next))
          }}
        />
      )}
    </Property>
  )
}
