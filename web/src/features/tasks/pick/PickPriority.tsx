import { IconFlag, IconFlagFilled } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { OptionList } from './OptionList'

const colors = ['light-dark(#c02626, #ff8a80)', 'light-dark(#a84a00, #ffb066)', 'light-dark(#1c62b9, #84b9f7)']

export function PickPriority({ priority, onPick }: { priority?: number; onPick: (priority: number) => void }) {
  const { t } = useTranslation()
  return (
    <OptionList
      label={t('tasks.action.priority')}
      width={200}
      chosen={priority === undefined ? [] : [String(priority)]}
      options={([1, 2, 3, 4] as const).map(one => ({
        id: String(one),
        text: t(`tasks.priority.${one}`),
        sign:
          one < 4 ? (
            <IconFlagFilled size={15} color={colors[one - 1]} aria-hidden />
          ) : (
            <IconFlag size={15} aria-hidden />
          ),
      }))}
      onPick={id => onPick(Number(id))}
    />
  )
}
