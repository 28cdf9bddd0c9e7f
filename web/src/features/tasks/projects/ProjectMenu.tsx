import { lazy } from 'react'
import { useTranslation } from 'react-i18next'
import type { Project } from '@/api/types'
import { DotsMenu } from '@/ui/DotsMenu'

const load = () => import('./ProjectMenuOpened')
const Opened = lazy(async () => ({ default: (await load()).ProjectMenuOpened }))

export function ProjectMenu({ project, size }: { project: Project; size?: number }) {
  const { t } = useTranslation()
  return (
    <DotsMenu
      label={t('tasks.project.menu', { name: project.name })}
      size={size}
      load={load}
      opened={target => <Opened project={project} target={target} />}
    />
  )
}
