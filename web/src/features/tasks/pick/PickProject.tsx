import { useTranslation } from 'react-i18next'
import { useProjects } from '../api'
import { inTree } from '../projects/tree'
import { ColorDot } from '../ui/ColorDot'
import { OptionList } from './OptionList'

type Props = {
  label: string
  chosen?: string | null
  /** Those that may not be chosen. */
  without?: readonly string[]
  onPick: (project_id: string | null) => void
}

const none = 'none'

export function PickProject({ label, chosen, without = [], onPick }: Props) {
  const { t } = useTranslation()
  const { data } = useProjects()
  return (
    <OptionList
      label={label}
      chosen={chosen === undefined ? [] : [chosen ?? none]}
      options={[
        { id: none, text: t('tasks.group.noProject') },
        ...inTree(data?.items ?? [])
          .filter(({ project }) => !without.includes(project.id))
          .map(({ project, depth }) => ({
            id: project.id,
            text: project.name,
            depth,
            sign: <ColorDot color={project.color} />,
          })),
      ]}
      onPick={id => onPick(id === none ? null : id)}
    />
  )
}
